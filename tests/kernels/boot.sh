#!/usr/bin/env bash
# boot.sh KERNEL MODULES COMMAND   boots a kernel in qemu (software emulation, no network) on this machine's own root, read-only below
# a layer of memory, runs a command there as root, and writes to standard output what the command writes, then "status N". KERNEL is a
# vmlinuz, MODULES its lib/modules/RELEASE. Everything that the command changes is gone when it ends.
set -euo pipefail
[ $# -eq 3 ] || { sed -n '2,4s/^# //p' "$0" >&2; exit 2; }
kernel=$1 modules=$2 command=$3
release=${modules##*/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Modules that the root is mounted with; what tests need is loaded later, by modprobe.
mkdir -p "$work/initramfs/"{bin,proc,sys,dev,new,modules}
cp "$(type -P busybox)" "$work/initramfs/bin/busybox"
depmod -b "${modules%/lib/modules/*}" "$release"
modprobe -d "${modules%/lib/modules/*}" -S "$release" --show-depends -a virtio_pci 9p 9pnet_virtio overlay virtio_rng |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' >"$work/modules"
index=100
while read -r module; do
  cp "$module" "$work/initramfs/modules/$index-${module##*/}"
  index=$((index + 1))
done <"$work/modules"

cat >"$work/initramfs/init" <<'INIT'
#!/bin/busybox sh
/bin/busybox mkdir -p /usr/bin /usr/sbin /sbin
/bin/busybox --install -s
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev
for module in /modules/*; do insmod "$module"; done
mkdir /root /memory
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 root /root
mount -t tmpfs -o size=80% memory /memory
mkdir /memory/upper /memory/work
mount -t overlay -o lowerdir=/root,upperdir=/memory/upper,workdir=/memory/work root /new
for folder in proc sys dev run tmp; do
  mkdir -p "/new/$folder"
done
mount -t proc proc /new/proc
mount -t sysfs sysfs /new/sys
mount -t devtmpfs dev /new/dev
mkdir -p /new/dev/pts /new/dev/shm
mount -t devpts -o ptmxmode=0666 devpts /new/dev/pts
mount -t tmpfs shm /new/dev/shm
mount -t tmpfs run /new/run
mount -t tmpfs -o size=4g tmp /new/tmp
mount -t tracefs tracefs /new/sys/kernel/tracing
mount -t cgroup2 cgroup /new/sys/fs/cgroup
mkdir -p "/new/lib/modules/$(uname -r)"
mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose modules "/new/lib/modules/$(uname -r)"
ip link set lo up
ulimit -n 20000
chroot /new /bin/bash -c "$(cat "/root/$(sed 's/.*run=\([^ ]*\).*/\1/' /proc/cmdline)")" </dev/null >/dev/ttyS1 2>&1
echo "status $?" >/dev/ttyS1
sync
poweroff -f
INIT
chmod +x "$work/initramfs/init"
(cd "$work/initramfs" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initramfs.gz"

# The command travels in a file: the kernel's command line is short.
{
  echo 'export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=xterm-256color LC_ALL=C.UTF-8'
  echo "$command"
} >"$work/command"
# Without SMAP: of the iretq by which .NET resumes a thread, qemu takes the stack for the kernel's, and the guest's kernel sees a fault
# of its own.
qemu-system-x86_64 -accel tcg,thread=multi -cpu max,-smap -smp "$(nproc)" -m 8192 -nodefaults -no-reboot -display none \
  -kernel "$kernel" -initrd "$work/initramfs.gz" -append "console=ttyS0 quiet panic=-1 run=$work/command" \
  -virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
  -virtfs "local,path=$modules,mount_tag=modules,security_model=none,readonly=on" \
  -device virtio-rng-pci -serial "file:$work/console" -serial stdio </dev/null | stdbuf -oL tr -d '\r' || true
grep -E 'panic|Oops|BUG:' "$work/console" >&2 || true
