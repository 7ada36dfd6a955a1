/* Makes PROCESSES processes with CONNECTIONS connections each to 127.0.0.2 and on, DESTINATIONS addresses, and FILES other descriptors each,
   prints "ready" and ends all when its input ends. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PORT 8080

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void child(int number, int connections, int destinations, int files, int ready) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int i = 0; i < connections; i++) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(PORT), .sin_addr.s_addr = htonl(0x7f000002 + (number + i) % destinations)};
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0 || connect(s, (struct sockaddr *)&to, sizeof to) != 0) {
      perror("connect");
      if (write(ready, "f", 1) != 1) die("write");
      exit(1);
    }
  }
  int null = open("/dev/null", O_RDONLY);
  for (int i = 1; i < files; i++)
    if (dup(null) < 0) die("dup");
  if (write(ready, "x", 1) != 1) die("write");
  for (;;) pause();
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: processes PROCESSES CONNECTIONS FILES DESTINATIONS\n");
    return 2;
  }
  int processes = atoi(argv[1]), connections = atoi(argv[2]), files = atoi(argv[3]), destinations = atoi(argv[4]), on = 1, ready[2];
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  /* All of them are one group, ended together and waited for. */
  setpgid(0, 0);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(PORT)};
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&any, sizeof any) != 0 || listen(listener, 4096) != 0 || pipe(ready) != 0) die("listen");
  /* One whose descriptors are used up leaves the rest to the others. */
  for (int i = 0; i < 1 + processes * connections / (int)(limit.rlim_cur - 100); i++)
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      while (accept(listener, NULL, NULL) >= 0) {
      }
      for (;;) pause();
    }
  for (int i = 0; i < processes; i++) {
    pid_t pid = fork();
    if (pid < 0) die("fork");
    if (pid == 0) child(i, connections, destinations, files, ready[1]);
  }
  char byte;
  for (int i = 0; i < processes; i++)
    if (read(ready[0], &byte, 1) != 1 || byte != 'x') die("a process");
  puts("ready");
  fflush(stdout);
  while (read(0, &byte, 1) > 0) {
  }
  signal(SIGTERM, SIG_IGN);
  kill(0, SIGTERM);
  while (wait(NULL) > 0) {
  }
  return 0;
}
