# Sourced by the Makefile: provides Debian's Chromium and CJK fonts where that is allowed (as root, with
# apt-get), and says loudly what is left out where it is not. Sets GONGKAI_CHROMIUM for the tests.
if ! command -v chromium >/dev/null 2>&1 || ! fc-list :lang=zh 2>/dev/null | grep -q .; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's chromium and fonts-noto-cjk for the browser tests ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk; } \
      >/tmp/gongkai-apt.log 2>&1 || tail -n 5 /tmp/gongkai-apt.log >&2
  fi
fi
if command -v chromium >/dev/null 2>&1; then
  GONGKAI_CHROMIUM=$(command -v chromium)
  export GONGKAI_CHROMIUM
else
  echo "!!! LEFT OUT: the browser tests. No Chromium here, and it may not be installed (needs root and apt-get)." >&2
fi
