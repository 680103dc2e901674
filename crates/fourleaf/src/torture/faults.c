/* Faults between the program and its files, for `fourleaf torture`: loaded before the C library (ld.so(8), LD_PRELOAD).
 *
 * FAULTS_FOLDER  only files below this folder are touched
 * FAULTS         "tear=A,fail=B,full=C,slow=D": how many of 100,000 calls each
 *                tear: half of what is written reaches the file, then the process is killed
 *                fail: the call fails as a broken disk does (EIO); full: as a full one (ENOSPC); slow: it takes 20 ms more
 * FAULTS_CLOCK   seconds that are added to the time of day
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum fault { NONE, TEAR, FAIL, FULL, SLOW };

static unsigned long of_tear, of_fail, of_full, of_slow;
static long clock_offset;
static char folder[4096];
static size_t folder_length;

static unsigned long asked(const char *faults, const char *name) {
    const char *at = faults ? strstr(faults, name) : NULL;
    return at ? strtoul(at + strlen(name), NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void) {
    const char *faults = getenv("FAULTS");
    const char *where = getenv("FAULTS_FOLDER");
    const char *offset = getenv("FAULTS_CLOCK");
    of_tear = asked(faults, "tear=");
    of_fail = asked(faults, "fail=");
    of_full = asked(faults, "full=");
    of_slow = asked(faults, "slow=");
    clock_offset = offset ? atol(offset) : 0;
    if (where) {
        snprintf(folder, sizeof folder, "%s", where);
        folder_length = strlen(folder);
    }
}

static __thread uint64_t state;

static unsigned long chance(void) {
    if (!state) {
        struct timespec now;
        static int (*real)(clockid_t, struct timespec *);
        if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
        real(CLOCK_MONOTONIC, &now);
        state = ((uint64_t)now.tv_nsec << 20) ^ (uint64_t)(uintptr_t)&state ^ (uint64_t)getpid() << 40 ^ 1;
    }
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned long)(state % 100000);
}

static int is_ours(int fd) {
    char link[64], path[4096];
    if (!folder_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    return length > (ssize_t)folder_length && !memcmp(path, folder, folder_length);
}

static enum fault drawn(int fd) {
    unsigned long n = chance();
    enum fault found = NONE;
    if (n < of_tear) found = TEAR;
    else if ((n -= of_tear) < of_fail) found = FAIL;
    else if ((n -= of_fail) < of_full) found = FULL;
    else if ((n -= of_full) < of_slow) found = SLOW;
    if (found == NONE || !is_ours(fd)) return NONE;
    if (found == SLOW) usleep(20000);
    return found == SLOW ? NONE : found;
}

static ssize_t refused(enum fault fault) {
    errno = fault == FULL ? ENOSPC : EIO;
    return -1;
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })

ssize_t write(int fd, const void *bytes, size_t count) {
    enum fault fault = drawn(fd);
    if (fault == TEAR) {
        (void)!REAL(write)(fd, bytes, count / 2);
        die();
    }
    return fault == NONE ? REAL(write)(fd, bytes, count) : refused(fault);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    enum fault fault = drawn(fd);
    if (fault == TEAR) {
        (void)!REAL(pwrite)(fd, bytes, count / 2, at);
        die();
    }
    return fault == NONE ? REAL(pwrite)(fd, bytes, count, at) : refused(fault);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
    enum fault fault = drawn(fd);
    if (fault == TEAR) {
        (void)!REAL(pwrite64)(fd, bytes, count / 2, at);
        die();
    }
    return fault == NONE ? REAL(pwrite64)(fd, bytes, count, at) : refused(fault);
}

int fsync(int fd) {
    enum fault fault = drawn(fd);
    if (fault == TEAR) die();
    return fault == NONE ? REAL(fsync)(fd) : (int)refused(fault);
}

int fdatasync(int fd) {
    enum fault fault = drawn(fd);
    if (fault == TEAR) die();
    return fault == NONE ? REAL(fdatasync)(fd) : (int)refused(fault);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    int done = REAL(clock_gettime)(which, now);
    if (!done && which == CLOCK_REALTIME) now->tv_sec += clock_offset;
    return done;
}
