#!/bin/sh
# Installs porttop, its manual and its completions without a package manager, or takes all of it away again.
#   install.sh [--prefix DIR]              from the folder in which this script lies; DIR is /usr/local unless given
#   install.sh --uninstall [--prefix DIR]
# With DESTDIR in the environment everything goes below that folder. What was installed stands in DIR/share/doc/porttop/manifest.
set -eu

prefix=/usr/local uninstall=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -gt 1 ] || { echo "install.sh: --prefix takes a folder" >&2; exit 2; }
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) uninstall=yes ;;
    *)
      echo "install.sh takes --prefix DIR and --uninstall, not \"$1\"" >&2
      exit 2
      ;;
  esac
  shift
done
case $prefix in
  /*) ;;
  *) echo "install.sh: --prefix takes a folder from the root on, not \"$prefix\"" >&2; exit 2 ;;
esac
root=${DESTDIR:-}$prefix
manifest=$root/share/doc/porttop/manifest

take_away() {
  # From the last line up: files before the folders that were made for them, and those only where nothing else has moved in.
  sed '1!G;h;$!d' "$manifest" | while IFS= read -r path; do
    case $path in
      */) [ ! -d "$root/$path" ] || rmdir "$root/$path" 2>/dev/null || true ;;
      *) rm -f "$root/$path" ;;
    esac
  done
}

if [ -n "$uninstall" ]; then
  [ -f "$manifest" ] || { echo "install.sh: there is no $manifest, so nothing was installed below $prefix by this script" >&2; exit 1; }
  list=$(cat "$manifest")
  manifest=$(mktemp)
  trap 'rm -f "$manifest"' EXIT
  printf '%s\n' "$list" >"$manifest"
  take_away
  echo "porttop is no longer below $root"
  exit 0
fi

here=$(cd "$(dirname "$0")" && pwd)
version=$("$here/porttop" --version 2>/dev/null) || {
  echo "install.sh: $here/porttop does not run on this machine ($(uname -m)): it is the file for another processor" >&2
  exit 1
}

# Notes a folder that is not there yet, and makes it.
make_folder() {
  [ ! -d "$root/$1" ] || return 0
  case $1 in */*) make_folder "${1%/*}" ;; esac
  mkdir "$root/$1"
  echo "$1/" >>"$new"
}

place() {
  make_folder "${2%/*}"
  cp "$here/$1" "$root/$2.new"
  chmod "$3" "$root/$2.new"
  mv "$root/$2.new" "$root/$2"
  echo "$2" >>"$new"
}

mkdir -p "$root"
new=$(mktemp)
trap 'rm -f "$new"' EXIT
[ ! -f "$manifest" ] || cat "$manifest" >"$new"
place porttop bin/porttop 755
place man/porttop.1 share/man/man1/porttop.1 644
place man/portop.json.5 share/man/man5/portop.json.5 644
place completions/porttop.bash share/bash-completion/completions/porttop 644
place completions/_porttop share/zsh/site-functions/_porttop 644
place completions/porttop.fish share/fish/vendor_completions.d/porttop.fish 644
for file in LICENSE LICENCES.txt README.md portop.json; do
  place "$file" "share/doc/porttop/$file" 644
done
place install.sh share/doc/porttop/install.sh 755
echo share/doc/porttop/manifest >>"$new"
# The first line of each that stands there twice, after an upgrade.
awk '!seen[$0]++' "$new" >"$manifest"
echo "porttop $version is installed: $root/bin/porttop; \"sh $prefix/share/doc/porttop/install.sh --uninstall\" takes it away"
