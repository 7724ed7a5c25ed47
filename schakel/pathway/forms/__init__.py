# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Plain forms of this room; none of them saves."""

from schakel.pathway.forms.document import DecisionForm, DocumentForm
from schakel.pathway.forms.proposal import OBLIGATION_WORDS, ProposalForm, initial_of

__all__ = ["OBLIGATION_WORDS", "DecisionForm", "DocumentForm", "ProposalForm", "initial_of"]
