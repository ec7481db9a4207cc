// A quiet clock: start, pause, one more minute, off. It ends nothing: when it is done it says so, and that is all.
// Heard are only: half, the last ten seconds, the end. Whoever turns it off finds it off next time, on this device.
const OFF = "alongside clock off";
const remembered = () => {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
};
const remember = (off) => {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch {
    // a browser that keeps nothing forgets this too
  }
};

export default (clock) => {
  const part = (name) => clock.querySelector(`[data-clock="${name}"]`);
  const [face, on, go, more, off, back, heard] = ["face", "on", "go", "more", "off", "back", "heard"].map(part);
  let whole = Number(clock.dataset.seconds);
  let left = whole;
  let endsAt = 0;
  let ticking = 0;
  let begun = false;

  const show = () => {
    const seconds = Math.ceil(left);
    face.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    face.dateTime = `PT${seconds}S`;
    go.textContent = endsAt ? go.dataset.pause : begun ? go.dataset.goOn : go.dataset.start;
    go.hidden = !left;
  };
  const hear = (before) => {
    const passed = (mark) => before > mark && left <= mark;
    if (passed(0)) heard.textContent = heard.dataset.done;
    else if (passed(10)) heard.textContent = heard.dataset.last;
    else if (passed(whole / 2)) heard.textContent = heard.dataset.half;
  };
  const stop = () => {
    clearInterval(ticking);
    endsAt = 0;
  };
  const tick = () => {
    const before = left;
    left = Math.max(0, (endsAt - performance.now()) / 1000);
    hear(before);
    if (!left) stop();
    show();
  };
  const run = () => {
    begun = true;
    endsAt = performance.now() + left * 1000;
    ticking = setInterval(tick, 250);
    show();
  };
  const turn = (isOff) => {
    on.hidden = isOff;
    back.hidden = !isOff;
    heard.textContent = "";
    remember(isOff);
    stop();
    begun = false;
    left = whole;
    show();
  };

  go.onclick = () => {
    if (endsAt) {
      tick();
      stop();
      show();
    } else run();
  };
  more.onclick = () => {
    const running = endsAt;
    if (running) tick();
    stop();
    left += 60;
    whole = Math.max(whole, left);
    heard.textContent = "";
    if (running || left === 60) run();
    show();
  };
  off.onclick = () => {
    turn(true);
    back.focus();
  };
  back.onclick = () => {
    turn(false);
    go.focus();
  };
  clock.hidden = false;
  turn(Boolean(remembered()));
};
