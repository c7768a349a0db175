/* Faster for those who do this all day; every page works without this file.

   data-submit              a select that sends its form when changed (its button is then hidden)
   data-without-script      hidden where scripts run
   data-tick-all="name"     ticks every box of that name in the same form
   data-follow              a preview row: focus loads it (htmx), Enter opens it
   Escape                   leaves a field, so that the single keys work again
   data-send                Ctrl+Enter in a form presses its first data-send button
*/
"use strict";

(() => {
  const show = (root) => {
    for (const one of root.querySelectorAll("[data-without-script]")) one.hidden = true;
    for (const one of root.querySelectorAll("[data-tick-all]")) one.hidden = false;
  };
  show(document);
  // What is fetched later, such as the checklist of a situation, comes as the page did: without script.
  document.addEventListener("htmx:load", (event) => show(event.target));

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-tick-all]");
    if (!all) return;
    for (const box of all.form.querySelectorAll(`input[type=checkbox][name="${all.dataset.tickAll}"]`)) box.checked = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const form = event.target.closest?.("form");
    if (event.key === "Escape" && event.target.matches?.("input, textarea, select")) event.target.blur();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      const send = form.querySelector("[data-send]") || form.querySelector("button:not([type=button])");
      if (send) { event.preventDefault(); form.requestSubmit(send); }
    }
  });
})();
