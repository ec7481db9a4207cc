// Copies, on this device, of words not kept yet. Where the page is a secure context they lie in IndexedDB under a key that
// no script can read out; over plain http in this tab's sessionStorage only. What is a month old is let go.
// get(name) gives the words, if there are any; put(name, words) true once they lie there; drop(name) takes them away, and
// wipe() all that are of the same person.
const MONTH = 30 * 24 * 3600 * 1000;
const asked = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

const inThisTab = (whose) => ({
  get: async (name) => sessionStorage.getItem(whose + name),
  put: async (name, words) => {
    sessionStorage.setItem(whose + name, words);
    return true;
  },
  drop: async (name) => sessionStorage.removeItem(whose + name),
  wipe: async () => {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(whose)) sessionStorage.removeItem(name);
  },
});

const sealed = async (whose) => {
  const opening = indexedDB.open("alongside", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("copies");
  const database = await asked(opening);
  const store = (mode) => database.transaction("copies", mode).objectStore("copies");
  const kept = () => asked(store("readonly").get("key"));
  let key = await kept();
  if (!key) {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // two tabs at once agree on one key: the first that was added
    await asked(store("readwrite").add(fresh, "key")).catch(() => {});
    key = await kept();
  }
  const bound = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(whose + name) });
  return {
    get: async (name) => {
      const copy = await asked(store("readonly").get(whose + name));
      if (!copy || copy.at < Date.now() - MONTH) return;
      return new TextDecoder().decode(await crypto.subtle.decrypt(bound(name, copy.iv), key, copy.words));
    },
    put: async (name, words) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const hidden = await crypto.subtle.encrypt(bound(name, iv), key, new TextEncoder().encode(words));
      await asked(store("readwrite").put({ iv, words: hidden, at: Date.now() }, whose + name));
      return true;
    },
    drop: (name) => asked(store("readwrite").delete(whose + name)),
    wipe: () => asked(store("readwrite").delete(IDBKeyRange.bound(whose, `${whose}\uffff`))),
  };
};

export default async (whose) => {
  const store = await (isSecureContext ? sealed(`${whose} `).catch(() => inThisTab(`${whose} `)) : inThisTab(`${whose} `));
  // one after the other, so that words dropped are not put back by a slower hand; what fails says so and is no error
  let last = Promise.resolve();
  const inTurn = (act) => (...given) => (last = last.then(() => act(...given)).catch(() => {}));
  // handed on by its person in another tab (wipe.js): nothing of theirs lies here any more, nor comes to
  const wipe = inTurn(store.wipe);
  let gone;
  new BroadcastChannel("handed on").onmessage = ({ data }) => {
    if (data.whose === whose) gone = wipe();
  };
  return { get: inTurn(store.get), put: inTurn((...given) => gone || store.put(...given)), drop: inTurn(store.drop), wipe };
};
