/* SPDX-FileCopyrightText: 2026 Schakel contributors */
/* SPDX-License-Identifier: EUPL-1.2 */

// Conveniences only: every page works without this file.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = [...document.querySelectorAll(".site-search input")].find((input) => input.offsetParent);
    if (box) {
      event.preventDefault();
      box.focus();
    }
  }
  if (event.key === "Escape") {
    document.querySelectorAll("details.adder[open], details.mobile-menu[open]").forEach((open) => {
      open.open = false;
      open.querySelector("summary").focus();
    });
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
  document.querySelectorAll("details.adder[open]").forEach((open) => {
    if (!open.contains(event.target)) {
      open.open = false;
    }
  });
});


// A strip that is wider than the screen begins at the step that is chosen.
document.querySelectorAll(".strip-scroll").forEach((box) => {
  const chosen = box.querySelector(".chosen, .now");
  if (chosen && box.scrollWidth > box.clientWidth) {
    box.scrollLeft = chosen.offsetLeft - (box.clientWidth - chosen.clientWidth) / 2;
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-live]");
  if (form && !event.target.closest("details.adder")) {
    form.requestSubmit();
  }
});
