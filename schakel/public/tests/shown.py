# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A visitor at a site with every fact that the public pages show."""

import pytest

from schakel.catalogue.load import load as load_catalogue
from schakel.network.load import load as load_network
from schakel.pathway.tests.loaded import Loaded
from schakel.pathway.tests.written_facts import DATA
from schakel.public.load import load as load_public
from schakel.regulatory.load import load as load_regulatory


@pytest.mark.django_db
class Shown(Loaded):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        for load in (load_catalogue, load_regulatory, load_network, load_public):
            load(DATA)

    def page(self, address: str, lang: str = "nl", status: int = 200) -> str:
        """The text of any page."""
        response = self.client.get(address, headers={"accept-language": lang})
        assert response.status_code == status, (address, response.status_code)
        return str(response.content.decode())
