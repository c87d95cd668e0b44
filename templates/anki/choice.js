// Options to tap: shuffled anew for each review, in the same order on both sides.
(function () {
  "use strict";
  var boxes = document.querySelectorAll(".quizgen .options");
  var box = boxes[boxes.length - 1];
  var list = box && box.querySelector("ol");
  if (!list || box.classList.contains("live")) return;
  var card = box.closest(".quizgen");
  var front = card.classList.contains("front");
  var options = Array.prototype.slice.call(list.children);
  var several = card.classList.contains("several");
  var key = hash(list.textContent);

  // What the front leaves for the back, in three places: no app keeps all of them, each app keeps one.
  var places = [
    {
      read: function () { return window.quizgenChoice; },
      write: function (text) { window.quizgenChoice = text; },
    },
    {
      read: function () { return sessionStorage.getItem("quizgenChoice"); },
      write: function (text) { sessionStorage.setItem("quizgenChoice", text); },
    },
    {
      read: function () { return window.name; },
      write: function (text) { window.name = text; },
    },
  ];

  function read() {
    for (var i = 0; i < places.length; i++) {
      try {
        var state = JSON.parse(places[i].read());
        if (state.key === key) return state;
      } catch (e) { /* nothing there, or not ours */ }
    }
    return null;
  }

  function write() {
    var kept = 0;
    places.forEach(function (place) {
      try {
        place.write(JSON.stringify(state));
        kept += 1;
      } catch (e) { /* this app has no such place */ }
    });
    return kept;
  }

  function hash(text) {
    var value = 2166136261;
    for (var i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
    return value >>> 0;
  }

  function random(seed) {
    return function () {
      seed = (seed + 0x6d2b79f5) | 0;
      var t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function shuffle(seed) {
    var next = random(seed);
    var free = options.filter(function (option) { return !option.classList.contains("last"); });
    for (var i = free.length - 1; i > 0; i--) {
      var j = Math.floor(next() * (i + 1));
      var swapped = free[i];
      free[i] = free[j];
      free[j] = swapped;
    }
    options.forEach(function (option) { if (free.indexOf(option) < 0) free.push(option); });
    free.forEach(function (option) { list.appendChild(option); });
  }

  // An order that both sides can find by themselves: it changes from day to day.
  var today = hash(key + new Date().toDateString());
  var state = front ? null : read();
  if (!state) {
    state = { key: key, seed: today, picked: [] };
    if (front) {
      state.seed = Math.floor(Math.random() * 4294967296);
      if (write() < places.length) {
        state.seed = today;
        write();
      }
    }
  }
  if (!card.classList.contains("fixed")) shuffle(state.seed);
  box.classList.add("live");

  function show() {
    options.forEach(function (option, i) {
      var picked = state.picked.indexOf(i) >= 0;
      var right = option.classList.contains("right");
      option.classList.toggle("picked", picked);
      if (!front && state.picked.length) {
        option.classList.toggle("wrong", picked && !right);
        option.classList.toggle("missed", right && !picked);
      }
      if (front) option.setAttribute("aria-checked", String(picked));
    });
  }

  function pick(option) {
    var i = options.indexOf(option);
    var at = state.picked.indexOf(i);
    if (at >= 0) state.picked.splice(at, 1);
    else if (several) state.picked.push(i);
    else state.picked = [i];
    write();
    show();
  }

  function move(step) {
    var shown = Array.prototype.slice.call(list.children);
    var now = shown.findIndex(function (option) { return option.classList.contains("at"); });
    shown.forEach(function (option) { option.classList.remove("at"); });
    var next = now < 0 ? (step > 0 ? 0 : shown.length - 1) : (now + step + shown.length) % shown.length;
    shown[next].classList.add("at");
    if (shown[next].scrollIntoView) shown[next].scrollIntoView({ block: "nearest" });
  }

  // 8 or j: the next option; k: the one before; 9 or x: take it. Anki itself uses 1-7 and many letters.
  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !document.body.contains(list)) return;
    if (/^(INPUT|TEXTAREA)$/.test(event.target.tagName || "")) return;
    if (event.key === "8" || event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "9" || event.key === "x") {
      var at = list.querySelector(".at");
      if (at) pick(at);
    }
  }

  if (window.quizgenKey) document.removeEventListener("keydown", window.quizgenKey);
  window.quizgenKey = null;
  if (front) {
    list.setAttribute("role", several ? "group" : "radiogroup");
    options.forEach(function (option) {
      option.classList.add("tappable"); // AnkiMobile and AnkiDroid leave such taps to the card
      option.setAttribute("role", several ? "checkbox" : "radio");
      option.addEventListener("click", function (event) {
        if (event.target.closest && event.target.closest("a")) return;
        pick(option);
      });
    });
    window.quizgenKey = onKey;
    document.addEventListener("keydown", onKey);
  }
  show();
})();
