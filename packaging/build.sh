#!/usr/bin/env bash
# packaging/build.sh [x64|arm64]   makes in artifacts/packages, of the processor named (this machine's without):
#   porttop-VERSION-linux-ARCH.tar.gz   the static file, install.sh, manual, completions, licences
#   porttop_VERSION_DEBARCH.deb, porttop-VERSION-1.RPMARCH.rpm, and SHA256SUMS of all that lies there
# The same sources make the same bytes. Needs the .NET 10 SDK; what else it needs it installs where it may, and names where not.
# PORTTOP_BINARY=FILE packs that static file and publishes none.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/requirements.sh
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 LC_ALL=C
umask 022

arch=${1:-$(uname -m)}
case $arch in
  x64 | x86_64 | amd64)
    arch=x64 deb_arch=amd64 rpm_arch=x86_64 libc_package=libc6-dev
    require gcc=gcc objcopy=binutils
    require_static_libc
    ;;
  arm64 | aarch64)
    arch=arm64 deb_arch=arm64 rpm_arch=aarch64 libc_package=libc6-dev-arm64-cross
    require aarch64-linux-gnu-gcc=gcc-aarch64-linux-gnu aarch64-linux-gnu-objcopy=binutils-aarch64-linux-gnu
    require_file /usr/aarch64-linux-gnu/lib/libc.a libc6-dev-arm64-cross
    ;;
  *)
    echo "packaging/build.sh takes x64 or arm64, not \"$arch\"" >&2
    exit 2
    ;;
esac
require dpkg-deb=dpkg rpmbuild=rpm gzip=gzip
install_required

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
# Times in packages are that of the commit, or of an unpacked archive its newest file's.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y Directory.Build.props)}
packages=$PWD/artifacts/packages
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$packages"

binary=${PORTTOP_BINARY:-}
# To porttop it would be a setting that does not exist.
unset PORTTOP_BINARY
if [ -z "$binary" ]; then
  dotnet publish src/PortTop -p:PublishProfile="linux-$arch" -v quiet
  binary=artifacts/linux-$arch/porttop
fi
# What writes the manual and the completions: the file itself, or for another processor the build for the runtime, which writes the same.
writer=$binary
if ! "$writer" --version >/dev/null 2>&1; then
  dotnet build src/PortTop -c Release -v quiet
  writer=src/PortTop/bin/Release/net10.0/porttop
fi

# Licences of all that is in the file: of the packages in the table of THIRD-PARTY.md, of .NET, of the C library.
write_licences() {
  local name version nuspec folder=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  echo "Licences of what porttop is made with. PortTop itself is under the MIT licence, in LICENSE."
  sed -n '/^## In the program/,/^The static file/p' THIRD-PARTY.md | grep '^|' | grep -v 'not in the program' |
    sed '1,2d;s/^| \[\{0,1\}\([A-Za-z.]*\).*/\1/' | while read -r name; do
    version=$(sed -n "s:^    \"$name/\(.*\)\"\: {:\1:p" src/PortTop/obj/project.assets.json | head -n 1)
    nuspec=$folder/${name,,}/$version/${name,,}.nuspec
    printf '\n== %s %s\n' "$name" "$version"
    sed -n -e 's:.*<license type="expression">\(.*\)</license>.*:Licence \1:p' -e 's:.*<copyright>\(.*\)</copyright>.*:\1:p' \
      -e 's:.*<authors>\(.*\)</authors>.*:Authors \1:p' "$nuspec"
  done
  printf '\n== The MIT licence, which those above that name it are under\n\n'
  sed '1,4d' LICENSE
  printf '\n== The .NET runtime: the MIT licence, (c) .NET Foundation and Contributors, and these notices\n\n'
  cat "$(find "$folder/microsoft.netcore.app.runtime.nativeaot.linux-$arch" -iname 'THIRD-PARTY-NOTICES.TXT' | sort | tail -n 1)"
  printf '\n== The GNU C Library and the runtime library of gcc, as Debian tells their terms\n\n'
  cat "/usr/share/doc/$libc_package/copyright"
  printf '\n== The GNU Lesser General Public License, version 2.1\n\n'
  cat /usr/share/common-licenses/LGPL-2.1
}

tree=$stage/porttop-$version-linux-$arch
mkdir -p "$tree/man" "$tree/completions"
install -m 755 "$binary" "$tree/porttop"
install -m 755 packaging/install.sh "$tree/"
install -m 644 LICENSE README.md THIRD-PARTY.md portop.json "$tree/"
write_licences >"$tree/LICENCES.txt"
"$writer" man >"$tree/man/porttop.1"
"$writer" man portop.json >"$tree/man/portop.json.5"
"$writer" completion bash >"$tree/completions/porttop.bash"
"$writer" completion zsh >"$tree/completions/_porttop"
"$writer" completion fish >"$tree/completions/porttop.fish"

archive() {
  tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu -C "$1" -cf - "$2" | gzip -9n
}

archive "$stage" "${tree##*/}" >"$packages/${tree##*/}.tar.gz"

# Where packages of distributions have their files; the folders for zsh differ.
lay_out() {
  local root=$1 zsh=$2
  install -D -m 755 "$tree/porttop" "$root/usr/bin/porttop"
  install -D -m 644 "$tree/completions/porttop.bash" "$root/usr/share/bash-completion/completions/porttop"
  install -D -m 644 "$tree/completions/_porttop" "$root/usr/share/zsh/$zsh/_porttop"
  install -D -m 644 "$tree/completions/porttop.fish" "$root/usr/share/fish/vendor_completions.d/porttop.fish"
  install -D -m 644 "$tree/README.md" "$root/usr/share/doc/porttop/README.md"
  install -D -m 644 "$tree/LICENCES.txt" "$root/usr/share/doc/porttop/LICENCES.txt"
  install -D -m 644 "$tree/portop.json" "$root/usr/share/doc/porttop/portop.json"
  mkdir -p "$root/usr/share/man/man1" "$root/usr/share/man/man5"
  gzip -9n <"$tree/man/porttop.1" >"$root/usr/share/man/man1/porttop.1.gz"
  gzip -9n <"$tree/man/portop.json.5" >"$root/usr/share/man/man5/portop.json.5.gz"
}

summary="a top for ephemeral (source) ports"
description="Shows how many source ports are left, towards which destination they go, who
takes them, whether connect() fails now, when it will, and what to do. One
static file, which needs no library of the machine."

deb=$stage/deb
lay_out "$deb" vendor-completions
install -m 644 LICENSE "$deb/usr/share/doc/porttop/copyright"
mkdir "$deb/DEBIAN"
(cd "$deb" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$deb/DEBIAN/md5sums"
cat >"$deb/DEBIAN/control" <<CONTROL
Package: porttop
Version: $version
Architecture: $deb_arch
Maintainer: The PortTop authors <porttop@users.noreply.invalid>
Installed-Size: $(du -k --apparent-size -s "$deb/usr" | cut -f 1)
Section: net
Priority: optional
Description: $summary
$(sed 's/^/ /' <<<"$description")
CONTROL
find "$deb" -print0 | xargs -0 touch -h -d "@$SOURCE_DATE_EPOCH"
dpkg-deb --root-owner-group -Zxz --build "$deb" "$packages/porttop_${version}_$deb_arch.deb" >/dev/null

rpm=$stage/rpm
lay_out "$rpm" site-functions
install -D -m 644 LICENSE "$rpm/usr/share/licenses/porttop/LICENSE"
find "$rpm" -print0 | xargs -0 touch -h -d "@$SOURCE_DATE_EPOCH"
cat >"$stage/porttop.spec" <<SPEC
Name: porttop
Version: $version
Release: 1
Summary: $summary
License: MIT
AutoReqProv: no
%description
$description
%install
cp -a $rpm/. %{buildroot}/
%files
%attr(755, root, root) /usr/bin/porttop
%defattr(644, root, root, 755)
$(cd "$rpm" && find usr -type f ! -path usr/bin/porttop -printf '/%p\n' | sort)
%dir /usr/share/doc/porttop
%dir /usr/share/licenses/porttop
SPEC
rpmbuild --quiet -bb --target "$rpm_arch" \
  --define "_topdir $stage/rpmbuild" --define "_rpmdir $packages" --define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
  --define "_buildhost reproducible" --define "use_source_date_epoch_as_buildtime 1" --define "clamp_mtime_to_source_date_epoch 1" \
  --define "_binary_payload w6.xzdio" --define "_build_id_links none" --define "debug_package %{nil}" --define "__os_install_post %{nil}" \
  "$stage/porttop.spec"

(cd "$packages" && sha256sum -- *.tar.gz *.deb *.rpm >SHA256SUMS)
(cd "$packages" && ls -l)
