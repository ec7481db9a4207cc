// Keeps each line of a form by itself while somebody writes, says truthfully whether it is kept, and loses nothing.
//
// THE PAGE
//   <form method="post" action="…" novalidate {% keeping whose=… %}>   the tag gives data-behaviour and every sentence
//     {% csrf_token %}
//     <div data-keep="/address/that/keeps/this/line/">                 one for each line; its fields are its words, those to
//                                                                      tick or choose from too: each in its label
//       <input type="hidden" name="noticed-seen" value="3" data-seen>  the version that these words stand on
//       <textarea name="noticed-words">…</textarea>                    (other hidden fields go along as they are)
//     </div>
//     {% include "web/parts/kept.html" %}
//   `whose` is any opaque word that differs from person to person, so that nobody is offered another's words.
//
// THE SERVER
//   gets   POST to the line's address, urlencoded: csrfmiddlewaretoken, the line's fields by their own names as a browser
//          sends them, the data-seen field among them; Accept: application/json
//   gives  200 {"version": 4}              kept, durably. The words that stand there already, sent once more, are kept too,
//                                          whatever version was seen: answer with the version as it is. So each sending is
//                                          repeated, word for word, until it is answered; only then do newer words go
//                                          "kept": "A sentence.", if given, is what the page says from then on
//          409 (any body)                  other words stand there than were seen: nothing is changed. The line is left
//                                          alone from then on, and a button submits the whole form
//          422 {"error": "A sentence."}    the words cannot be kept as they are (too long, …)
//          403, 404, 413                   not let in any more, page too old; too much at once
//          anything else, a page of somebody's wifi included, counts as not having arrived
//   The whole form, submitted as a form, gets the same fields by the same names; there a conflict shows both texts.
//
// Words not yet kept lie in a copy on this device (copies.js), a third of a second after they are typed.

const PAUSE = 1000;
const LONGEST = 5000;
// what is ticked or chosen says its value, what is not says false
const ticks = (field) => /radio|checkbox/.test(field.type);
const typed = (line) => JSON.stringify(line.fields.map((field) => (ticks(field) ? field.checked && field.value : field.value)));
const dirty = (line) => line.sending || typed(line) !== line.kept;
const make = (name, more, ...inside) => {
  const made = Object.assign(document.createElement(name), more);
  made.append(...inside);
  return made;
};

export default (form, load) => {
  const say = form.dataset;
  const status = form.querySelector("[data-keep-status]");
  const token = form.elements.csrfmiddlewaretoken;
  const copies = load("copies").then((file) => file.default(say.whose)).catch(() => null);
  let safe = true;
  let leaving = false;
  let told = "kept";
  let saidAt = -LONGEST * 2;
  let saying;

  const lines = [...form.querySelectorAll("[data-keep]")].map((element) => {
    const fields = [...element.querySelectorAll(":is(input, textarea):not([type=hidden])")];
    const line = { element, fields, url: element.dataset.keep, seen: element.querySelector("[data-seen]"), tries: 0 };
    // what the page came with, not what stands there now: somebody may have typed before this script had come
    line.kept = JSON.stringify(fields.map((field) => (ticks(field) ? field.defaultChecked && field.value : field.defaultValue)));
    return line;
  });
  const lineOf = (target) => lines.find((line) => line.element.contains(target));

  // -- what is said

  const now = () => {
    const failing = lines.some((line) => dirty(line) && line.tries);
    const trouble = lines.find((line) => line.trouble)?.trouble;
    if (trouble) return ["not", trouble];
    if (!lines.some(dirty)) return ["kept", say.kept];
    if (!failing) return ["", say.keeping];
    if (!safe) return ["not", say.onlyHere];
    return ["not", lines.some((line) => line.tries > 1) ? say.copied : say.trying];
  };

  // Seen at once; heard when good turns bad or bad good, and at most once in ten seconds.
  const show = () => {
    const [is, words] = now();
    status.dataset.is = is;
    status.querySelector("span").textContent = words;
    if (is && is !== told && !saying) saying = setTimeout(hear, saidAt + LONGEST * 2 - Date.now());
  };
  const hear = () => {
    const [is, words] = now();
    saying = 0;
    if (!is || is === told) return;
    told = is;
    saidAt = Date.now();
    status.nextElementSibling.textContent = words;
  };

  // -- copies on this device

  const copy = async (line) => {
    clearTimeout(line.copying);
    line.copying = 0;
    const store = await line.ready;
    if (!dirty(line)) return;
    safe = Boolean(store && (await store.put(line.name, typed(line))));
    show();
  };
  const found = async (line) => {
    const store = await copies;
    line.name = line.url;
    for (let words; store && (words = await store.get(line.name)); line.name += "+") {
      if (words === typed(line)) store.drop(line.name);
      else offer(line, store, line.name, words);
    }
    return store;
  };
  const offer = (line, store, name, words) => {
    const box = make("div", { className: "found stack-s" }, make("p", { textContent: say.found }));
    const done = () => {
      store.drop(name);
      box.remove();
      line.fields[0].focus();
    };
    const back = make("button", { type: "button", className: "button plain", textContent: say.putBack });
    const away = make("button", { type: "button", className: "button plain", textContent: say.letGo });
    const text = JSON.parse(words);
    back.onclick = () => {
      line.fields.forEach((field, at) => {
        if (ticks(field)) field.checked = Boolean(text[at]);
        else field.value = text[at] ?? "";
      });
      changed(line);
      keep(line);
      done();
    };
    away.onclick = done;
    const said = line.fields.map((field, at) => (text[at] && ticks(field) ? field.parentNode.textContent.trim() : text[at]));
    box.append(make("p", { className: "as-typed", textContent: said.filter(Boolean).join("\n") }), make("p", { className: "row" }, back, away));
    line.element.prepend(box);
    status.nextElementSibling.textContent = say.found;
  };

  // -- sending

  const send = async (line) => {
    const words = JSON.parse(line.sending);
    const pairs = line.fields.map((field, at) => [field.name, words[at]]).filter(([, said]) => said !== false);
    const hidden = [...line.element.querySelectorAll("[type=hidden]"), token].map((field) => [field.name, field.value]);
    const body = `${new URLSearchParams([...pairs, ...hidden])}`;
    const answer = await fetch(line.url, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "manual",
      keepalive: body.length < 60000,
      signal: AbortSignal.timeout(10000),
    });
    return [answer.status, answer.status === 200 || answer.status === 422 ? await answer.json() : {}];
  };

  const arrived = (line, code, given) => {
    const troubles = { 403: say.out, 404: say.out, 409: say.both, 413: say.tooMuch, 422: given.error };
    if (code === 200 && given.version >= 0) {
      line.kept = line.sending;
      line.seen.value = given.version;
      say.kept = given.kept ?? say.kept;
    } else if (!troubles[code]) throw code;
    line.tries = 0;
    line.sending = "";
    if (troubles[code]) refused(line, code, troubles[code]);
    else if (!dirty(line)) line.ready.then((store) => dirty(line) || store?.drop(line.name));
  };
  const refused = (line, code, sentence) => {
    line.trouble = sentence;
    line.conflict = code === 409;
    line.note = make("p", { className: "error" }, sentence);
    if (line.conflict) line.note.append(" ", make("button", { className: "button plain", textContent: say.look }));
    line.element.append(line.note);
    // pushed down, what somebody is at stays in sight
    document.activeElement.scrollIntoView({ block: "nearest" });
  };

  const keep = (line) => {
    clearTimeout(line.timer);
    line.since = 0;
    if (line.busy || line.trouble || !dirty(line)) return line.busy;
    line.sending ||= typed(line);
    line.busy = send(line)
      .then(([code, given]) => arrived(line, code, given))
      .catch(() => line.tries++)
      .then(() => {
        line.busy = null;
        show();
        if (dirty(line)) later(line, line.tries ? Math.min(PAUSE * 2 ** (line.tries - 1), 15000) : 0);
      });
    show();
    return line.busy;
  };
  const later = (line, pause) => {
    clearTimeout(line.timer);
    line.timer = setTimeout(keep, pause, line);
  };

  // -- what people do

  const changed = (line) => {
    if (!line.conflict && line.trouble) {
      line.trouble = "";
      line.note.remove();
    }
    leaving = false;
    line.since ||= Date.now();
    line.copying ||= setTimeout(copy, 300, line);
    if (!line.tries) later(line, Math.min(PAUSE, line.since + LONGEST - Date.now()));
    show();
  };
  const all = () => Promise.all(lines.map(keep));

  form.addEventListener("input", ({ target }) => lineOf(target) && changed(lineOf(target)));
  form.addEventListener("focusout", ({ target }) => lineOf(target) && keep(lineOf(target)));
  addEventListener("online", all);
  addEventListener("pagehide", all);
  document.addEventListener("visibilitychange", () => {
    for (const line of document.hidden ? lines.filter(dirty) : []) {
      copy(line);
      keep(line);
    }
  });
  addEventListener("beforeunload", (leave) => {
    if (!leaving && !safe && lines.some(dirty)) leave.preventDefault();
  });
  // What is on its way arrives first, or the form would stand on a version already passed. If nothing arrives, the page
  // stays, with the words on it; a second press goes all the same.
  form.addEventListener("submit", async (press) => {
    if (leaving || !lines.some(dirty)) return;
    press.preventDefault();
    await all();
    await all();
    // a form does not submit itself within its own submitting
    await new Promise((done) => setTimeout(done));
    leaving = true;
    if (lines.every((line) => line.trouble || !dirty(line))) form.requestSubmit(press.submitter);
    else show();
  });

  for (const line of lines) {
    line.ready = found(line);
    if (dirty(line)) changed(line);
  }
};
