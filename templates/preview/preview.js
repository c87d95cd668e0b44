// The page around cards and sheets: it follows the state of the bank and never puts text of it anywhere but as text.
(function () {
  "use strict";
  const find = (selector) => document.querySelector(selector);
  const root = document.documentElement;
  const scroller = find("#cards");
  const list = find("#rows");
  const paper = find("#paper");
  const look = { view: "cards", width: "wide", light: matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day" };
  try {
    Object.assign(look, JSON.parse(sessionStorage.getItem("look")));
  } catch (e) { /* nothing is kept: as at first */ }
  const MOST = 200; // problems that are listed
  let state = { version: 0, questions: [], problems: [] };
  const rows = new Map();
  const windows = new Map(); // of each frame that shows a card -> what it is

  function make(tag, classes, text) {
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function counted(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  function address(what, asked) {
    const query = new URLSearchParams(asked);
    if (look.light === "night") query.set("night", "");
    if (what === "card" && look.width === "phone") query.set("phone", "");
    return what + "?" + query;
  }

  // --- a frame holds the page that is seen until the next one is there: nothing flickers

  function show(holder, url, sandbox, ready) {
    if (holder.url === url) return;
    holder.url = url;
    drop(holder, "next");
    const frame = make("iframe", "next");
    frame.setAttribute("sandbox", sandbox + " allow-popups allow-popups-to-escape-sandbox");
    frame.title = holder.title;
    frame.src = url;
    holder.next = frame;
    holder.box.append(frame);
    ready(frame);
  }

  function swap(holder, frame) {
    if (holder.next !== frame) return;
    drop(holder, "now");
    frame.className = "now";
    holder.now = frame;
    holder.next = null;
  }

  function drop(holder, which) {
    if (!holder[which]) return;
    windows.delete(holder[which].contentWindow);
    holder[which].remove();
    holder[which] = null;
  }

  function clear(holder) {
    drop(holder, "next");
    drop(holder, "now");
    holder.url = "";
  }

  window.addEventListener("message", (event) => {
    const told = windows.get(event.source);
    const height = Number(event.data && event.data.height);
    if (!told || !(height > 0)) return;
    told.holder.height = Math.min(height, 1600);
    swap(told.holder, told.frame);
    told.row.fit();
  });

  // --- one question: what is said about it, and its card on both sides

  class Row {
    constructor(key) {
      this.key = key;
      this.place = 0;
      this.seen = false;
      this.element = make("article");
      this.about = make("div", "about");
      this.sides = make("div", "sides");
      this.holders = ["front", "back"].map((title) => ({ title, box: make("div", "side"), height: 0, url: "" }));
      this.sides.append(...this.holders.map((holder) => holder.box));
      this.element.append(this.about, this.sides);
      this.element.row = this;
      this.link = make("li");
      const button = make("button");
      button.type = "button";
      button.append(make("span", "place"), make("span", "asks"));
      button.addEventListener("click", () => this.reveal());
      this.link.append(button);
    }

    set(question, problems) {
      const told = JSON.stringify([question, problems]);
      if (told === this.told) return false;
      this.told = told;
      const changed = this.question && this.question.mark !== question.mark;
      this.question = question;
      this.place = Math.max(0, Math.min(this.place, question.cards - 1));
      const worst = ["error", "warning", "hint"].find((level) => problems.some((p) => p.level === level)) || "";
      this.link.className = [worst, question.enabled ? "" : "off"].join(" ");
      this.link.querySelector(".place").textContent = question.line;
      this.link.querySelector(".asks").textContent = question.asks || question.id || question.type;
      this.link.firstChild.title = question.asks;
      this.words = [question.asks, question.id, question.type].join(" ").toLowerCase();
      this.element.classList.toggle("off", !question.enabled);
      this.tell(problems);
      if (this.seen) this.mount();
      if (changed) this.flash("changed");
      return changed;
    }

    tell(problems) {
      const q = this.question;
      const parts = [make("b", "", "line " + q.line), make("span", "", q.type.replace("_", "/"))];
      if (q.file !== state.file) parts.unshift(make("span", "", q.file));
      parts.push(make("span", "id", q.id || "no id yet"));
      if (!q.enabled) parts.push(make("span", "", "not enabled"));
      if (q.cards > 1) {
        const steps = make("span", "steps");
        const step = (by, sign, name) => {
          const button = make("button", "", sign);
          button.type = "button";
          button.setAttribute("aria-label", name);
          button.addEventListener("click", () => {
            this.place = (this.place + by + q.cards) % q.cards;
            this.tell(problems);
            this.mount();
          });
          return button;
        };
        steps.append(step(-1, "‹", "card before"), `card ${this.place + 1} of ${q.cards}`, step(1, "›", "next card"));
        parts.push(steps);
      }
      for (const p of problems) {
        const message = make("span", "message " + p.level);
        message.append(make("span", "level", p.line + ":" + p.column), p.message);
        parts.push(message);
      }
      this.about.replaceChildren(...parts);
    }

    mount() {
      this.seen = true;
      const q = this.question;
      this.sides.classList.toggle("empty", !q.cards);
      if (!q.cards) {
        this.unmount();
        this.seen = true;
        this.sides.replaceChildren("No card can be made of it.");
        return;
      }
      if (!this.holders[0].box.isConnected) this.sides.replaceChildren(...this.holders.map((holder) => holder.box));
      for (const holder of this.holders) {
        const asked = { key: q.key, card: this.place, side: holder.title, mark: q.mark };
        show(holder, address("card", asked), "allow-scripts", (frame) => {
          windows.set(frame.contentWindow, { row: this, holder, frame });
        });
      }
    }

    unmount() {
      this.seen = false;
      this.holders.forEach(clear);
    }

    fit() {
      const height = Math.max(...this.holders.map((holder) => holder.height), 110) + 2;
      if (height === this.height) return;
      this.height = height;
      hold(() => this.sides.style.setProperty("--height", height + "px"));
    }

    reveal() {
      turn({ view: "cards" });
      this.element.hidden = false;
      sought = this.element;
      sought.scrollIntoView();
      this.flash("found");
    }

    flash(name) {
      this.element.classList.remove(name);
      void this.element.offsetWidth;
      this.element.classList.add(name);
    }
  }

  const near = new IntersectionObserver(
    (entries) => entries.forEach((entry) => {
      if (entry.isIntersecting) entry.target.row.mount();
      else entry.target.row.unmount();
    }),
    { root: scroller, rootMargin: "900px 0px" }
  );

  // --- following the bank

  let sought = null; // the question that was asked for: it stays at the top until somebody scrolls
  for (const name of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    scroller.addEventListener(name, () => { sought = null; }, { passive: true });
  }

  /** Do what changes the heights of rows, and keep the first one in sight where it is. */
  function hold(change) {
    const top = scroller.getBoundingClientRect().top;
    let first = null;
    let at = 0;
    for (const element of list.children) {
      const box = element.getBoundingClientRect();
      if (!box.height || box.bottom <= top + 40) continue;
      [first, at] = [element, box.top];
      break;
    }
    change();
    if (sought) sought.scrollIntoView();
    else if (first && first.isConnected && scroller.scrollTop) scroller.scrollTop += first.getBoundingClientRect().top - at;
  }

  function receive(next) {
    const first = !state.version;
    let changed = [];
    hold(() => { changed = arrange(next); });
    print();
    if (!first) tellChanged(changed);
  }

  /** Take over the state and return the rows that look different now. */
  function arrange(next) {
    const first = !state.version;
    state = next;
    const wrong = new Map();
    for (const problem of state.problems) {
      if (problem.key) wrong.set(problem.key, [...(wrong.get(problem.key) || []), problem]);
    }
    const keys = new Set(state.questions.map((question) => question.key));
    for (const [key, row] of rows) {
      if (keys.has(key)) continue;
      near.unobserve(row.element);
      if (sought === row.element) sought = null;
      row.unmount();
      row.element.remove();
      row.link.remove();
      rows.delete(key);
    }
    const outline = find("#outline ol");
    const changed = [];
    let element = list.firstElementChild;
    let link = outline.firstElementChild;
    for (const question of state.questions) {
      const known = rows.get(question.key);
      const row = known || new Row(question.key);
      if (row.set(question, wrong.get(question.key) || []) || (!known && !first)) changed.push(row);
      if (row.element === element) element = element.nextElementSibling;
      else list.insertBefore(row.element, element);
      if (row.link === link) link = link.nextElementSibling;
      else outline.insertBefore(row.link, link);
      if (!known) {
        rows.set(question.key, row);
        near.observe(row.element);
      }
    }
    for (const part of [list, outline, find("#title")]) part.lang = state.language; // or Chinese is set as Japanese
    find("#title").textContent = state.title || state.file;
    find("#file").textContent = [state.file, counted(state.questions.length, "question")].join(" · ");
    document.title = (state.problems.length ? `(${state.problems.length}) ` : "") + (state.title || state.file);
    find("#stale").hidden = !state.stale;
    document.body.classList.toggle("stale", state.stale);
    find("#none").hidden = state.questions.length > 0;
    tellProblems();
    sift();
    return changed;
  }

  function tellProblems() {
    const box = find("#problems");
    const count = state.problems.length;
    box.classList.toggle("none", !count);
    box.querySelector("h2").textContent = count ? counted(count, "problem") : "✓ nothing to mend";
    const grave = ["error", "warning", "hint"];
    const sorted = [...state.problems].sort((a, b) => grave.indexOf(a.level) - grave.indexOf(b.level));
    const entries = sorted.slice(0, MOST).map((problem) => {
      const entry = make("li", problem.level);
      const button = make("button");
      button.type = "button";
      const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
      button.append(make("span", "place", place), make("span", "message", problem.message));
      if (problem.level !== "error") button.firstChild.append(make("span", "level", " " + problem.level));
      if (problem.code) button.append(make("span", "code", problem.code));
      const row = rows.get(problem.key);
      button.disabled = !row;
      if (row) button.addEventListener("click", () => row.reveal());
      entry.append(button);
      return entry;
    });
    if (count > MOST) entries.push(make("li", "rest", `and ${count - MOST} more: quizgen check ${state.file}`));
    box.querySelector("ol").replaceChildren(...entries);
  }

  function sift() {
    const words = find("#filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows.values()) {
      const is = words.every((word) => row.words.includes(word));
      row.element.hidden = row.link.hidden = !is;
    }
  }

  let fading = 0;
  function tellChanged(changed) {
    const button = find("#elsewhere");
    const box = scroller.getBoundingClientRect();
    const shown = changed.some((row) => {
      const at = row.element.getBoundingClientRect();
      return at.bottom > box.top && at.top < box.bottom;
    });
    if (!changed.length || shown || changed.length > 20) return;
    button.textContent = `changed: line ${changed.map((row) => row.question.line).slice(0, 3).join(", ")}`;
    button.onclick = () => {
      button.hidden = true;
      changed[0].reveal();
    };
    button.hidden = look.view !== "cards";
    clearTimeout(fading);
    fading = setTimeout(() => { button.hidden = true; }, 8000);
  }

  // --- the printed page

  const sheet = { title: "quiz", box: paper, url: "" };
  function print() {
    if (look.view === "cards") return;
    const some = state.questions.some((question) => question.enabled);
    if (!some) clear(sheet);
    const none = paper.querySelector(".empty");
    if (none) none.remove();
    if (!some) {
      paper.append(make("p", "empty", "No question to print yet."));
      return;
    }
    const at = sheet.now && sheet.role === look.view ? sheet.now.contentWindow.scrollY : 0;
    sheet.role = look.view;
    show(sheet, address("quiz", { role: look.view, version: state.version }), "allow-same-origin", (frame) => {
      frame.addEventListener("load", () => {
        frame.contentWindow.scrollTo(0, at);
        swap(sheet, frame);
      });
    });
  }

  // --- switches

  function turn(how) {
    Object.assign(look, how);
    try {
      sessionStorage.setItem("look", JSON.stringify(look));
    } catch (e) { /* it is not kept, then */ }
    hold(() => {
      document.body.dataset.view = look.view;
      root.classList.toggle("night", look.light === "night");
      root.classList.toggle("phone", look.width === "phone");
    });
    for (const name of ["view", "width", "light"]) {
      for (const button of document.querySelectorAll(`[data-${name}]:not(body)`)) {
        button.setAttribute("aria-pressed", String(button.dataset[name] === look[name]));
      }
    }
    for (const row of rows.values()) if (row.seen) row.mount();
    print();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-view]:not(body), [data-width], [data-light]");
    if (button) turn({ ...button.dataset });
  });
  find("#filter").addEventListener("input", sift);

  // --- news

  let asking = false;
  let again = false;
  async function ask() {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      try {
        const answer = await fetch("state");
        if (answer.ok) receive(await answer.json());
      } catch (e) { /* the preview has ended: the events tell */ }
    }
    asking = false;
  }

  const events = new EventSource("events");
  events.onmessage = ask;
  events.onopen = () => { find("#gone").hidden = true; };
  events.onerror = () => { find("#gone").hidden = false; };
  events.addEventListener("end", () => {
    events.close();
    find("#gone").hidden = false;
  });
  turn({});
})();
