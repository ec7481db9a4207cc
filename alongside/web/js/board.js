// Lets what was said be moved by pointer, by touch and by keys: each drop sends the plain form that the thing has anyway.
//
// THE PAGE
//   <div data-behaviour="board" data-up data-over data-left data-handle>   the sentences that are read out
//     <p aria-live="polite" data-heard></p>
//     … data-to="…" data-name="…"      each place; `data-to` is what the form's own select would send
//       … data-piece="…"               each thing, with a form [data-move] that has a select named `to`
//   A page that comes after a move has what was done in its [role=status], and the thing that was moved in its address;
//   or, where somebody else was quicker, what to choose in a [data-clash].

export default (board) => {
  const say = board.dataset;
  const heard = board.querySelector("[data-heard]");
  const places = () => [...board.querySelectorAll("[data-to]")];
  const tell = (words) => { heard.textContent = ""; requestAnimationFrame(() => { heard.textContent = words; }); };
  let up = null; // the thing that is picked up, where it lay, and the place it is over

  const draw = () => {
    board.classList.add("drawn");
    for (const place of places()) place.hidden = false;
    for (const thing of board.querySelectorAll("[data-piece]")) {
      const handle = Object.assign(document.createElement("button"), { type: "button", className: "handle", textContent: "⠿" });
      handle.setAttribute("aria-label", `${say.handle}: ${thing.querySelector("blockquote").textContent.slice(0, 60)}`);
      thing.querySelector(".piece").append(handle);
    }
  };

  const over = (place, spoken) => {
    if (!up || up.over === place) return;
    up.over?.classList.remove("over");
    up.over = place;
    place?.classList.add("over");
    if (spoken) {
      place.scrollIntoView({ block: "nearest" });
      tell(`${say.over} ${place.dataset.name}`);
    }
  };

  const letGo = () => {
    if (!up) return null;
    const was = { ...up };
    over(null);
    was.thing.classList.remove("up");
    was.shift?.cancel();
    up = null;
    return was;
  };

  const pick = (thing) => {
    letGo();
    const from = thing.closest("[data-to]");
    up = { thing, from, over: from };
    thing.classList.add("up");
  };

  const leave = () => {
    letGo();
    tell(say.left);
  };

  const drop = () => {
    const { thing, from, over: to } = letGo();
    if (!to || to === from) return tell(say.left);
    const form = thing.querySelector("[data-move]");
    form.elements.to.value = to.dataset.to;
    form.submit();
  };

  // after a move the page is a new one: focus follows the thing, and what was done is read out
  const arrive = () => {
    const clash = document.querySelector("[data-clash]");
    const moved = document.getElementById(location.hash.slice(1));
    const done = clash || document.querySelector("[role=status]:not(:empty)");
    if (!done) return;
    (clash || moved?.querySelector(".handle") || moved)?.focus();
    tell(done.textContent.trim().replace(/\s+/g, " "));
  };

  board.addEventListener("keydown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (event.repeat) return;
      if (up) drop();
      else {
        pick(handle.closest("[data-piece]"));
        tell(say.up);
      }
    } else if (up && step) {
      event.preventDefault();
      const all = places();
      over(all[(all.indexOf(up.over) + step + all.length) % all.length], true);
    } else if (up && event.key === "Escape") leave();
  });
  board.addEventListener("focusout", (event) => { if (up && !up.pointer && event.target.matches(".handle")) letGo(); });

  // a press that goes nowhere asks where
  const open = (thing) => {
    thing.querySelector("details").open = true;
    thing.querySelector("[data-move]").elements.to.focus();
  };

  const aim = () => {
    const { thing, from, x, y, top, at } = up;
    up.shift?.cancel();
    up.shift = thing.animate({ translate: `${at.x - x}px ${at.y - y + scrollY - top}px` }, { duration: 1, fill: "both" });
    const under = document.elementsFromPoint(at.x, at.y).filter((each) => !thing.contains(each));
    over(under.map((each) => each.closest("[data-to]")).find(Boolean) || from);
  };

  // near an edge the page goes on under what is held, however still the pointer is
  const EDGE = 60;
  const follow = () => {
    if (!up?.at) return;
    const by = Math.min(up.at.y - EDGE, 0) || Math.max(up.at.y + EDGE - innerHeight, 0);
    scrollBy({ top: by / 6, behavior: "instant" });
    aim();
    requestAnimationFrame(follow);
  };

  board.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".handle");
    if (!handle || event.button || up?.pointer) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    pick(handle.closest("[data-piece]"));
    Object.assign(up, { pointer: event.pointerId, x: event.clientX, y: event.clientY, top: scrollY });
  });
  const held = (does) => (event) => { if (up && up.pointer === event.pointerId) does(event); };
  board.addEventListener("pointermove", held(({ clientX: x, clientY: y }) => {
    if (!up.at && Math.hypot(x - up.x, y - up.y) < 6) return;
    if (!up.at) requestAnimationFrame(follow);
    up.at = { x, y };
  }));
  board.addEventListener("pointerup", held(() => {
    if (!up.at) return open(letGo().thing);
    aim();
    drop();
  }));
  board.addEventListener("pointercancel", held(leave));

  draw();
  arrive();
};
