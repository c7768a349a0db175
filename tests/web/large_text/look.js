// What is cut, overlaps or runs out of the page as it stands; each fault in a few words.
() => {
  const faults = [], page = document.documentElement, width = page.clientWidth;
  const name = (one) => `${one.tagName.toLowerCase()}.${[...one.classList].join(".")} “${(one.textContent || one.value || "").trim().slice(0, 30)}”`;
  const style = (one) => getComputedStyle(one);
  const up = (one, test) => { for (let e = one; e; e = e.parentElement) if (test(e)) return e; return null; };
  const unseen = (one) => up(one, (e) => style(e).clipPath !== "none" || style(e).visibility === "hidden" || style(e).display === "none")
    || up(one, (e) => e.matches("svg, .skip, option")) || up(one, (e) => e.tagName === "DETAILS" && !e.open && !one.closest("summary"));
  const scrolls = (one) => up(one, (e) => e !== page && e !== document.body && ["auto", "scroll"].includes(style(e).overflowX));
  if (page.scrollWidth > width) faults.push(`the page scrolls sideways: ${page.scrollWidth} > ${width}`);
  const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || one.matches("script, style, template, noscript") || unseen(one)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 2 || rect.height < 2) continue;
      if (!scrolls(one) && (rect.right > width + 1 || rect.left < -1)) faults.push(`runs out: ${name(one)}`);
      const box = up(one, (e) => ["hidden", "clip"].includes(style(e).overflowX) && style(e).display !== "inline");
      if (box) {
        const frame = box.getBoundingClientRect();
        if (rect.right > frame.right + 1 || rect.bottom > frame.bottom + 2) faults.push(`cut: ${name(one)}`);
      }
      if (!up(one, (e) => ["sticky", "fixed"].includes(style(e).position))) texts.push([rect, node, one]);
    }
  }
  texts.sort((a, b) => a[0].top - b[0].top);
  texts.forEach(([a, node, one], place) => {
    for (let next = place + 1; next < texts.length && texts[next][0].top < a.bottom; next += 1) {
      const [b, other, two] = texts[next];
      if (node === other) continue;
      // Lines stand closer than their boxes: only what covers a good part of a letter counts.
      const deep = Math.min(a.bottom, b.bottom) - b.top, wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (wide > 3 && deep > 0.35 * Math.min(a.height, b.height)) faults.push(`overlap: ${name(one)} and ${name(two)}`);
    }
  });
  const pen = document.createElement("canvas").getContext("2d");
  for (const one of document.querySelectorAll("select, button, .button")) {
    if (unseen(one) || !one.getClientRects().length) continue;
    if (one.tagName === "SELECT") {
      pen.font = style(one).font;
      const said = one.selectedOptions[0] ? one.selectedOptions[0].textContent.trim() : "";
      const room = one.clientWidth - parseFloat(style(one).paddingLeft) - parseFloat(style(one).paddingRight);
      if (pen.measureText(said).width > room + 1) faults.push(`cut: select ${one.name} “${said}”`);
    } else if (one.scrollWidth > one.clientWidth + 1) faults.push(`cut: ${name(one)}`);
  }
  return [...new Set(faults)];
}
