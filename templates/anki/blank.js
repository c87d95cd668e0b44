// The blank of a long card may lie below the screen, and that of a wide table or long code beside it: show it.
(function () {
  "use strict";
  function show() {
    var blank = document.querySelector(".quizgen .cloze");
    if (!blank) return;
    if (!blank.offsetParent) blank = blank.parentElement; // the unseen one beside a formula
    var box = blank.closest("pre, .table");
    if (box) uncover(blank.getBoundingClientRect(), box);
    if (blank.getBoundingClientRect().bottom > window.innerHeight) blank.scrollIntoView({ block: "center" });
  }
  function uncover(at, box) {
    var seen = box.getBoundingClientRect();
    var room = Math.min(80, Math.max(16, (seen.width - at.width) / 2)); // on both sides of it
    if (at.right > seen.right) box.scrollLeft += Math.min(at.right - seen.right + room, at.left - seen.left - room);
  }
  // Anki scrolls to the top when a card is there, and then runs these.
  if (Array.isArray(window.onShownHook)) window.onShownHook.push(show);
  else setTimeout(show, 100);
})();
