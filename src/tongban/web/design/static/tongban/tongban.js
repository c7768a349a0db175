/* Faster with a keyboard, safer with a bad line; every page works without this file.
   No framework, no eval, no styles: behaviour hangs on data attributes.

   data-rows / data-row     a list: j and k move, Enter opens the row's first link
   data-key="a"             pressing a clicks (or opens) the element
   data-keep                a form whose unsent text survives a crash of the line (this tab only)
   data-copy="#id"          copies the text of that element
   data-print               prints
*/
"use strict";

(() => {
  // Where letters are text; a tick box or a button takes none, so the single keys work there too.
  const typing = (target) =>
    target.closest("input:not([type=checkbox], [type=radio], [type=file], [type=submit]), textarea, select, [contenteditable]") !== null;

  /* --- lists ------------------------------------------------------------------------------- */
  const move = (step) => {
    const links = [...document.querySelectorAll("[data-row]")]
      .map((row) => row.querySelector("a[href]"))
      .filter(Boolean);
    if (links.length === 0) return;
    const here = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    const next = here === -1 ? (step > 0 ? 0 : links.length - 1) : here + step;
    const link = links[Math.max(0, Math.min(links.length - 1, next))];
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  };

  const press = (key) => {
    const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    if (!target) return false;
    if (target.matches("summary")) {
      for (let around = target.parentElement; around; around = around.parentElement.closest("details")) around.open = true;
      const first = target.parentElement.matches("[data-group]") ? "li summary, li button" : "input:not([type=hidden]), select, textarea, button";
      (target.parentElement.querySelector(first) || target).focus();
    } else {
      target.click();
    }
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const dialog = document.getElementById("keys");
    if (dialog && dialog.open) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "?" && dialog) dialog.showModal();
    else if (event.key === "/") {
      const search = document.querySelector("[role=search] input, input[type=search]");
      if (!search) return;
      search.focus();
    } else if (!press(event.key)) return;
    event.preventDefault();
  });

  /* --- nothing typed is ever lost ---------------------------------------------------------- */
  // Kept per address and form until the form is sent; passwords, files and hidden values never.
  const place = (form) => {
    const forms = [...document.querySelectorAll("form[data-keep]")];
    return `kept:${location.pathname}:${form.getAttribute("action") || ""}:${forms.indexOf(form)}`;
  };
  const controls = (form) => [...form.elements].filter((one) => one.name && !one.matches("[type=password], [type=file], [type=hidden], button"));
  const state = (form) => controls(form).map((one) => [one.name, one.value, one.matches("[type=radio], [type=checkbox]") ? one.checked : null]);

  const keep = (form) => {
    try { sessionStorage.setItem(place(form), JSON.stringify(state(form))); }
    catch { form.dataset.changed = ""; /* no storage: ask before leaving */ }
  };
  const restore = (form) => {
    // A form that came back with errors already carries what was typed.
    if (form.querySelector("[aria-invalid=true]")) return;
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(place(form))); } catch { return; }
    if (!kept) return;
    const now = controls(form);
    for (const [name, value, checked] of kept) {
      const one = now.find((candidate) => candidate.name === name && (checked === null || candidate.value === value));
      if (!one) continue;
      if (checked === null) one.value = value;
      else one.checked = checked;
    }
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) keep(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (!form) return;
    delete form.dataset.changed;
    try { sessionStorage.removeItem(place(form)); } catch { /* nothing was kept */ }
  });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-keep][data-changed]")) event.preventDefault();
  });

  /* --- small conveniences ------------------------------------------------------------------ */
  const say = (text, kind) => {
    const toasts = document.getElementById("toasts");
    if (!toasts) return;
    const toast = document.createElement("p");
    toast.className = `toast toast--${kind}`;
    toast.textContent = text;
    toasts.replaceChildren(toast);
  };

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      const text = document.querySelector(copier.dataset.copy).textContent.trim();
      navigator.clipboard.writeText(text).then(() => say(document.body.dataset.copied, "success"));
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  // The ledger of one clock chip at a time, so that a dense list stays a list.
  document.addEventListener("toggle", (event) => {
    if (!event.target.matches?.("[data-chip]") || !event.target.open) return;
    for (const other of document.querySelectorAll("[data-chip][open]")) if (other !== event.target) other.open = false;
  }, true);

  /* --- htmx: focus and trouble ------------------------------------------------------------- */
  const arrive = (root) => {
    const summary = root.querySelector(".error-summary");
    if (summary) {
      summary.focus();
      return;
    }
    root.querySelector("[data-focus]")?.focus();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    for (const form of event.target.querySelectorAll("form[data-keep]")) restore(form);
    arrive(event.target);
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => say(document.body.dataset.trouble, "error"));
  }
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status !== 409 && status !== 422) say(document.body.dataset.trouble, "error");
  });

  /* --- on arrival -------------------------------------------------------------------------- */
  for (const one of document.querySelectorAll("[data-print], [data-copy]")) {
    one.hidden = one.matches("[data-copy]") && !navigator.clipboard;
  }
  for (const form of document.querySelectorAll("form[data-keep]")) restore(form);
  arrive(document);
})();
