#!/bin/sh
# The tests print quizzes with a real browser, read the PDF back, and press keys in a real terminal. This installs what is
# missing where it may
# (Debian and Ubuntu, as root or with a sudo that asks for no password); otherwise it names the packages and goes on:
# the tests that need them are skipped then.
set -u
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
{ command -v fc-list >/dev/null 2>&1 && fc-list :lang=zh-cn | grep -q .; } || missing="$missing fonts-noto-cjk fontconfig"
command -v tmux >/dev/null 2>&1 || missing="$missing tmux"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi
  if [ "$as_root" != no ]; then
    echo "installing$missing"
    # shellcheck disable=SC2086 # both are lists of words
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  fi
fi
echo "Tests of printed pages and of the terminal will be skipped. They need:$missing" >&2
echo "On Debian and Ubuntu: sudo apt-get install$missing" >&2
exit 0
