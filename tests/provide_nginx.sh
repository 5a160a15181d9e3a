# Sourced by the Makefile: provides Debian's nginx where that is allowed (as root, with apt-get), and says loudly
# what is left out where it is not. Sets GONGKAI_NGINX for the tests. The Debian service is not left running.
if ! command -v nginx >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Debian's nginx for the tests of deploy/nginx.conf ..."
    { apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light; } \
      >/tmp/gongkai-apt-nginx.log 2>&1 || tail -n 5 /tmp/gongkai-apt-nginx.log >&2
  fi
fi
if command -v nginx >/dev/null 2>&1; then
  GONGKAI_NGINX=$(command -v nginx)
  export GONGKAI_NGINX
else
  echo "!!! LEFT OUT: the tests of deploy/nginx.conf. No nginx here, and it may not be installed (needs root and apt-get)." >&2
fi
