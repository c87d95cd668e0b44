// The blank of a long card may lie below the screen: show it.
(function () {
  "use strict";
  function show() {
    var blank = document.querySelector(".quizgen .cloze");
    if (blank && !blank.offsetParent) blank = blank.parentElement; // the unseen one beside a formula
    if (blank && blank.getBoundingClientRect().bottom > window.innerHeight) blank.scrollIntoView({ block: "center" });
  }
  // Anki scrolls to the top when a card is there, and then runs these.
  if (Array.isArray(window.onShownHook)) window.onShownHook.push(show);
  else setTimeout(show, 100);
})();
