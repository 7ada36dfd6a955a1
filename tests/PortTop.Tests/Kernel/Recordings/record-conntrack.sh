#!/usr/bin/env bash
# Records what the conntrack tests replay: a ctnetlink dump, /proc/net/nf_conntrack of the same table, and the rules of nft and iptables. Needs root, nftables, iptables, python3.
# A client, a router and a server, each a network namespace of its own; nothing of the machine's own is touched.
set -euo pipefail
cd "$(dirname "$0")"
name=recording$$
client=$name-c router=$name-r server=$name-s
serving=
finish() {
  [ -z "$serving" ] || kill "$serving" 2>/dev/null || true
  for n in "$client" "$router" "$server"; do ip netns delete "$n" 2>/dev/null || true; done
}
trap finish EXIT

for n in "$client" "$router" "$server"; do ip netns add "$n"; ip -n "$n" link set lo up; done
ip -n "$router" link add in0 type veth peer name eth0 netns "$client"
ip -n "$router" link add out0 type veth peer name eth0 netns "$server"
ip -n "$client" addr add 10.77.1.2/24 dev eth0; ip -n "$client" addr add fd77:1::2/64 dev eth0 nodad; ip -n "$client" link set eth0 up
ip -n "$router" addr add 10.77.1.1/24 dev in0; ip -n "$router" addr add fd77:1::1/64 dev in0 nodad; ip -n "$router" link set in0 up
ip -n "$router" addr add 10.77.2.1/24 dev out0; ip -n "$router" addr add fd77:2::1/64 dev out0 nodad; ip -n "$router" link set out0 up
ip -n "$server" addr add 10.77.2.2/24 dev eth0; ip -n "$server" addr add fd77:2::2/64 dev eth0 nodad; ip -n "$server" link set eth0 up
for n in "$client:10.77.1.1:fd77:1::1" "$server:10.77.2.1:fd77:2::1"; do
  IFS=: read -r space four six <<<"$n"
  ip -n "$space" route add default via "$four"; ip -n "$space" -6 route add default via "$six"
done
ip netns exec "$router" sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
ip netns exec "$router" nft -f - <<'RULES'
table ip raw {
  chain pre {
    type filter hook prerouting priority raw
    iifname "in0" tcp dport 7001 ct zone set 5
    iifname "out0" tcp sport 7001 ct zone set 5
  }
}
table ip nat {
  chain post {
    type nat hook postrouting priority srcnat
    ip saddr 10.77.1.0/24 oifname "out0" tcp dport 7000 counter masquerade to :50000-50099 random,persistent
    ip saddr { 10.1.0.0/16, 10.2.0.0/16 } meta l4proto { tcp, udp } snat to 10.77.2.1-10.77.2.5:2000-3000
    oifname != "lo" ip daddr 1.2.3.4 snat to 10.77.2.1
    oifname "x" masquerade fully-random
    oifname { "y", "z" } tcp dport { 80, 443, 1000-2000 } meta mark 0x1 masquerade
    ip protocol udp masquerade
    tcp dport 7001 masquerade
  }
  chain other {
    ip saddr 192.0.2.0/24 snat to 10.77.2.1 comment "jumped to"
  }
}
table ip6 nat6 {
  chain post {
    type nat hook postrouting priority srcnat
    meta l4proto tcp snat to [fd77:2::1]:100-200
    masquerade
  }
}
RULES

ip netns exec "$server" python3 -c '
import select, socket
sockets = []
for port in (7000, 7001):
    listener = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)
    sockets.append(listener)
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.bind(("0.0.0.0", 7002))
kept = []
while True:
    for ready in select.select(sockets + [udp], [], [])[0]:
        if ready is udp:
            data, peer = udp.recvfrom(9); udp.sendto(data, peer)
        else:
            kept.append(ready.accept()[0])
' & serving=$!
sleep 1
ip netns exec "$client" env ROUTER="$router" python3 - <<'CLIENT'
import os, socket, subprocess
kept = [socket.create_connection(("10.77.2.2", 7000)) for _ in range(5)]
kept += [socket.create_connection(("10.77.2.2", 7001)) for _ in range(2)]
kept += [socket.create_connection(("fd77:2::2", 7000)) for _ in range(2)]
socket.create_connection(("10.77.2.2", 7000)).close()
for _ in range(3):
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); udp.connect(("10.77.2.2", 7002)); udp.send(b"x"); udp.recv(9); kept.append(udp)
record = """
import socket, struct
channel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 12)
channel.send(struct.pack('=IHHII', 20, 257, 0x301, 1, 0) + bytes(4))
with open('conntrack.netlink', 'wb') as file:
    while True:
        datagram = channel.recv(65536); file.write(datagram)
        if struct.unpack_from('=IHH', datagram)[1] == 3: break
"""
subprocess.run(["ip", "netns", "exec", os.environ["ROUTER"], "python3", "-c", record], check=True)
subprocess.run(["ip", "netns", "exec", os.environ["ROUTER"], "cat", "/proc/net/nf_conntrack"], check=True, stdout=open("conntrack.text", "wb"))
CLIENT
ip netns exec "$router" nft -j list ruleset > conntrack.nft.json
ip netns exec "$client" iptables -t nat -A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
ip netns exec "$client" iptables -t nat -A POSTROUTING -p tcp -d 9.9.9.9 --dport 80 -j SNAT --to-source 10.77.1.2-10.77.1.5:1000-2000 --random-fully
ip netns exec "$client" iptables -t nat -N KUBE-POSTROUTING
ip netns exec "$client" iptables -t nat -A POSTROUTING -m comment --comment "kubernetes \"postrouting\" rules" -j KUBE-POSTROUTING
ip netns exec "$client" iptables -t nat -A KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE --random-fully
ip netns exec "$client" iptables -t nat -A POSTROUTING -p udp -m multiport --dports 53,5000:5010 -j MASQUERADE --to-ports 40000-40999
ip netns exec "$client" iptables-save > conntrack.iptables
ip netns exec "$client" nft -j list ruleset > conntrack.xt.json
ip netns exec "$client" ip6tables -t nat -A POSTROUTING -p tcp -j SNAT --to-source "[fd77:1::2]:100-200"
ip netns exec "$client" ip6tables-save > conntrack.ip6tables
