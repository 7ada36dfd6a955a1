/* What a system call costs: nanoseconds of getppid(), of a connect() to a listener of its own that succeeds, with close(), and of one that finds no
   port; each the median of 21 rounds. usage: watch SECONDS-TO-WAIT-FIRST */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 21

static struct sockaddr_in full = {.sin_family = AF_INET}, open_ = {.sin_family = AF_INET};

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void call(void) { syscall(SYS_getppid); }

static void dial(struct sockaddr_in *to, int expected) {
  int s = socket(AF_INET, SOCK_STREAM, 0);
  struct linger hard = {1, 0};
  setsockopt(s, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  int error = connect(s, (struct sockaddr *)to, sizeof *to) == 0 ? 0 : errno;
  if (error != expected) {
    fprintf(stderr, "connect: error %d, not %d\n", error, expected);
    exit(1);
  }
  close(s);
}

static void succeed(void) { dial(&open_, 0); }
static void fail(void) { dial(&full, EADDRNOTAVAIL); }

static int order(const void *x, const void *y) { return (*(double *)x > *(double *)y) - (*(double *)x < *(double *)y); }

static double median(void (*what)(void), int count) {
  double rounds[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    double start = now();
    for (int k = 0; k < count; k++) what();
    rounds[i] = (now() - start) / count;
  }
  qsort(rounds, ROUNDS, sizeof *rounds, order);
  return rounds[ROUNDS / 2];
}

int main(int argc, char **argv) {
  sleep(argc > 1 ? atoi(argv[1]) : 0);
  int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  open_.sin_addr.s_addr = htonl(0x7f000001), open_.sin_port = htons(8080);
  full.sin_addr.s_addr = htonl(0x7f000002), full.sin_port = htons(8080);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(8080)};
  if (bind(listener, (struct sockaddr *)&any, sizeof any) != 0 || listen(listener, 4096) != 0) return perror("listen"), 1;
  for (;;) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&full, sizeof full) != 0) break;
  }
  pid_t acceptor = fork();
  if (acceptor == 0)
    for (;;) close(accept(listener, NULL, NULL));
  printf("%.0f %.0f %.0f\n", median(call, 200000), median(succeed, 2000), median(fail, 2000));
  fflush(stdout);
  kill(acceptor, SIGKILL);
  wait(NULL);
  return 0;
}
