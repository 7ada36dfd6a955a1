/* The lower bound of netlink: the TCP dump of sock_diag, received and thrown away. Prints the median milliseconds of REPS dumps. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUFFER 32768

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double dump(char *buffer) {
  struct {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
  } message = {0};
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  message.header.nlmsg_len = sizeof message;
  message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  message.request.sdiag_family = AF_INET;
  message.request.sdiag_protocol = IPPROTO_TCP;
  message.request.idiag_states = 0xfff & ~(1 << 10);
  double start = now();
  if (send(descriptor, &message, sizeof message, 0) < 0) { perror("send"); exit(1); }
  for (int done = 0; !done;) {
    int length = recv(descriptor, buffer, BUFFER, 0);
    if (length <= 0) { perror("recv"); exit(1); }
    for (struct nlmsghdr *h = (void *)buffer; NLMSG_OK(h, length); h = NLMSG_NEXT(h, length)) {
      if (h->nlmsg_type == NLMSG_ERROR) { fputs("the kernel refused the dump\n", stderr); exit(1); }
      done |= h->nlmsg_type == NLMSG_DONE;
    }
  }
  close(descriptor);
  return now() - start;
}

int main(int count, char **arguments) {
  int repetitions = count > 1 ? atoi(arguments[1]) : 9;
  char *buffer = malloc(BUFFER);
  double *times = malloc(repetitions * sizeof *times);
  dump(buffer);
  for (int i = 0; i < repetitions; i++) times[i] = dump(buffer);
  qsort(times, repetitions, sizeof *times, compare);
  printf("%.2f\n", times[repetitions / 2]);
}
