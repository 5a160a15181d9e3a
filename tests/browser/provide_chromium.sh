# Sourced by the Makefile: provides Debian's Chromium and CJK fonts where that is allowed (as root, with
# apt-get), and says loudly what is left out where it is not. Sets GONGKAI_CHROMIUM for the tests: the
# headless shell, which is Chromium without windows and less than half the time, or else the whole browser.
if ! command -v chromium-headless-shell >/dev/null 2>&1 || ! fc-list :lang=zh 2>/dev/null | grep -q .; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium-headless-shell and fonts-noto-cjk for the browser tests ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium-headless-shell fonts-noto-cjk; } \
      >/tmp/gongkai-apt.log 2>&1 || tail -n 5 /tmp/gongkai-apt.log >&2
  fi
fi
if GONGKAI_CHROMIUM=$(command -v chromium-headless-shell || command -v chromium); then
  export GONGKAI_CHROMIUM
else
  echo "!!! LEFT OUT: the browser tests. No Chromium here, and it may not be installed (needs root and apt-get)." >&2
fi
