/* Faults on purpose: counts every operation that changes a file below FI_PREFIX, and at the FI_ATth of them ends the process,
   writes half, or answers with an error. Operations are caught where they enter the system (a seccomp filter that traps into this
   library), so those of code that calls the system by itself are counted too. Linux on x86-64.

   FI_PREFIX  the folder, itself included        FI_MODE    record, kill, torn, enospc or eio
   FI_AT      the number of the operation        FI_STICKY  1: that one and all that follow
   FI_LOG     where record writes what it saw */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <ucontext.h>

#define PASS 0x4c76426bL /* in the sixth argument: a call of our own, which the filter lets through */
#define ROOM 4096

enum { RECORD, KILL, TORN, ENOSPACE, EIOERROR };

static char prefix[ROOM];
static size_t prefix_length;
static int mode = -1, sticky, log_file = -1;
static long at, count;
static volatile int lock;

static long raw(long number, long a, long b, long c, long d, long e) {
    register long r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;
    register long r9 __asm__("r9") = PASS;
    long result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

static void die(void) {
    raw(SYS_kill, raw(SYS_getpid, 0, 0, 0, 0, 0), SIGKILL, 0, 0, 0);
    for (;;) raw(SYS_pause, 0, 0, 0, 0, 0);
}

static void decimal(char *into, long value) {
    char digits[24];
    int length = 0;
    do digits[length++] = (char)('0' + value % 10); while (value /= 10);
    while (length) *into++ = digits[--length];
    *into = 0;
}

/* The path behind an open file; 0 where there is none. */
static size_t path_of(int file, char *into) {
    char link[64] = "/proc/self/fd/";
    if (file == AT_FDCWD) strcpy(link, "/proc/self/cwd");
    else if (file < 0) return 0;
    else decimal(link + strlen(link), file);
    long length = raw(SYS_readlink, (long)link, (long)into, ROOM - 1, 0, 0);
    if (length <= 0) return 0;
    into[length] = 0;
    return (size_t)length;
}

static size_t resolve(int folder, const char *path, char *into) {
    size_t length = 0;
    if (path[0] != '/') {
        length = path_of(folder, into);
        if (length) into[length++] = '/';
    }
    size_t more = strlen(path);
    if (length + more >= ROOM) return 0;
    memcpy(into + length, path, more + 1);
    return length + more;
}

static int watched(const char *path) {
    return strncmp(path, prefix, prefix_length) == 0 && (path[prefix_length] == '/' || path[prefix_length] == 0);
}

static int is_there(const char *path) {
    return raw(SYS_faccessat, AT_FDCWD, (long)path, 0, 0, 0) == 0;
}

static void put(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length) {
        long done = raw(SYS_write, log_file, (long)from, (long)length, 0, 0);
        if (done <= 0) die();
        from += done;
        length -= (size_t)done;
    }
}

/* A line of the log: kind, path, second path, offset, length, bytes. */
static void note(char kind, const char *path, const char *second, uint64_t offset, uint64_t length, const void *bytes) {
    uint32_t first = (uint32_t)strlen(path), other = (uint32_t)strlen(second);
    put(&kind, 1);
    put(&first, 4);
    put(path, first);
    put(&other, 4);
    put(second, other);
    put(&offset, 8);
    put(&length, 8);
    if (bytes) put(bytes, length);
}

struct operation {
    char kind; /* W write, T truncate, C create, U unlink, R rename, L link, S sync */
    long number, a, b, c, d, e;
    const char *path, *second;
    const char *bytes;
    uint64_t offset, length;
};

static long let_through(const struct operation *one) {
    return raw(one->number, one->a, one->b, one->c, one->d, one->e);
}

static long write_some(const struct operation *one, uint64_t length) {
    if (one->number == SYS_pwrite64) return raw(SYS_pwrite64, one->a, one->b, (long)length, one->d, 0);
    return raw(SYS_write, one->a, (long)one->bytes, (long)length, 0, 0);
}

static long faulty(const struct operation *one, int first) {
    int writes = one->kind == 'W';
    switch (mode) {
    case KILL:
        die();
        break;
    case TORN:
        if (writes && one->length > 1) {
            uint64_t half = one->length / 2;
            write_some(one, at % 2 && half > 512 ? half / 512 * 512 : half);
        }
        die();
        break;
    case ENOSPACE:
        if (writes && first && at % 2 && one->length > 1) return write_some(one, one->length / 2);
        if (writes || one->kind == 'C' || (one->kind == 'T' && one->length)) return -ENOSPC;
        break;
    case EIOERROR:
        return -EIO;
    }
    return let_through(one);
}

static long meet(const struct operation *one) {
    while (__sync_lock_test_and_set(&lock, 1)) {}
    long number = ++count, result;
    if (mode == RECORD) {
        result = let_through(one);
        if (result >= 0) {
            uint64_t length = one->kind == 'W' ? (uint64_t)result : one->length;
            note(one->kind, one->path, one->second, one->offset, length, one->kind == 'W' ? one->bytes : NULL);
        }
    } else if (number == at || (sticky && number > at)) {
        result = faulty(one, number == at);
    } else {
        result = let_through(one);
    }
    __sync_lock_release(&lock);
    return result;
}

static uint64_t place_in(int file) {
    struct stat about;
    int flags = (int)raw(SYS_fcntl, file, F_GETFL, 0, 0, 0);
    if (flags >= 0 && (flags & O_APPEND) && raw(SYS_fstat, file, (long)&about, 0, 0, 0) == 0) return (uint64_t)about.st_size;
    return (uint64_t)raw(SYS_lseek, file, 0, SEEK_CUR, 0, 0);
}

static uint64_t size_of(int file) {
    struct stat about;
    return raw(SYS_fstat, file, (long)&about, 0, 0, 0) == 0 ? (uint64_t)about.st_size : 0;
}

static long catch(long number, long a, long b, long c, long d, long e) {
    char path[ROOM], second[ROOM];
    struct operation one = {0, number, a, b, c, d, e, path, "", NULL, 0, 0};
    path[0] = second[0] = 0;
    switch (number) {
    case SYS_copy_file_range:
    case SYS_sendfile:
        return -ENOSYS; /* what copies then reads and writes */
    case SYS_writev: {
        const struct iovec *part = (const struct iovec *)b;
        while (c > 1 && part->iov_len == 0) part++, c--;
        if (!path_of((int)a, path) || !watched(path)) break;
        /* A short count is honest: the caller writes the rest with its next call. */
        return catch(SYS_write, a, (long)part->iov_base, (long)part->iov_len, 0, 0);
    }
    case SYS_write:
    case SYS_pwrite64:
        if (!path_of((int)a, path)) break;
        one.kind = 'W';
        one.bytes = (const char *)b;
        one.length = (uint64_t)c;
        one.offset = number == SYS_pwrite64 ? (uint64_t)d : place_in((int)a);
        break;
    case SYS_ftruncate:
        if (!path_of((int)a, path)) break;
        one.kind = 'T';
        one.offset = (uint64_t)b;
        one.length = (uint64_t)b > size_of((int)a);
        break;
    case SYS_fsync:
    case SYS_fdatasync:
        if (path_of((int)a, path)) one.kind = 'S';
        break;
    case SYS_unlink:
        if (resolve(AT_FDCWD, (const char *)a, path)) one.kind = 'U';
        break;
    case SYS_unlinkat:
        if (!(c & AT_REMOVEDIR) && resolve((int)a, (const char *)b, path)) one.kind = 'U';
        break;
    case SYS_rename:
    case SYS_link:
        if (resolve(AT_FDCWD, (const char *)a, path) && resolve(AT_FDCWD, (const char *)b, second))
            one.kind = number == SYS_link ? 'L' : 'R';
        break;
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_linkat:
        if (resolve((int)a, (const char *)b, path) && resolve((int)c, (const char *)d, second))
            one.kind = number == SYS_linkat ? 'L' : 'R';
        break;
    case SYS_open:
    case SYS_openat: {
        int folder = number == SYS_open ? AT_FDCWD : (int)a;
        const char *name = (const char *)(number == SYS_open ? a : b);
        long flags = number == SYS_open ? b : c;
        if (!resolve(folder, name, path)) break;
        int there = is_there(path);
        if (!there && (flags & O_CREAT)) one.kind = 'C';
        else if (there && (flags & O_TRUNC)) one.kind = 'T';
        break;
    }
    }
    if (second[0]) one.second = second;
    if (!one.kind || !(watched(path) || watched(second))) return let_through(&one);
    return meet(&one);
}

static void trapped(int signal, siginfo_t *about, void *context) {
    (void)signal;
    greg_t *g = ((ucontext_t *)context)->uc_mcontext.gregs;
    int kept = errno;
    g[REG_RAX] = catch(about->si_syscall, g[REG_RDI], g[REG_RSI], g[REG_RDX], g[REG_R10], g[REG_R8]);
    errno = kept;
}

#define LOAD(what) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, what))
#define TRAP_IF(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(number), 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP)
#define TRAP_OPEN(number, flags) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(number), 0, 4), LOAD(flags), \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CREAT | O_TRUNC, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("FI_PREFIX"), *wanted = getenv("FI_MODE");
    static const char *const modes[] = {"record", "kill", "torn", "enospc", "eio"};
    if (!folder || !wanted || strlen(folder) >= ROOM) return;
    for (int i = 0; i < 5; i++)
        if (strcmp(wanted, modes[i]) == 0) mode = i;
    if (mode < 0) return;
    strcpy(prefix, folder);
    prefix_length = strlen(prefix);
    at = getenv("FI_AT") ? atol(getenv("FI_AT")) : 0;
    sticky = getenv("FI_STICKY") && getenv("FI_STICKY")[0] == '1';
    if (mode == RECORD && getenv("FI_LOG"))
        log_file = (int)raw(SYS_openat, AT_FDCWD, (long)getenv("FI_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644, 0);
    struct sigaction action = {0};
    action.sa_sigaction = trapped;
    action.sa_flags = SA_SIGINFO | SA_NODEFER | SA_RESTART;
    sigaction(SIGSYS, &action, NULL);
    struct sock_filter filter[] = {
        LOAD(arch),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        LOAD(args[5]),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PASS, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        LOAD(nr),
        TRAP_OPEN(SYS_openat, args[2]),
        LOAD(nr),
        TRAP_OPEN(SYS_open, args[1]),
        LOAD(nr),
        TRAP_IF(SYS_write),
        TRAP_IF(SYS_writev),
        TRAP_IF(SYS_pwrite64),
        TRAP_IF(SYS_ftruncate),
        TRAP_IF(SYS_fsync),
        TRAP_IF(SYS_fdatasync),
        TRAP_IF(SYS_unlink),
        TRAP_IF(SYS_unlinkat),
        TRAP_IF(SYS_rename),
        TRAP_IF(SYS_renameat),
        TRAP_IF(SYS_renameat2),
        TRAP_IF(SYS_link),
        TRAP_IF(SYS_linkat),
        TRAP_IF(SYS_copy_file_range),
        TRAP_IF(SYS_sendfile),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0)) {
        static const char words[] = "FI: no filter\n";
        raw(SYS_write, 2, (long)words, sizeof words - 1, 0, 0);
        _Exit(77);
    }
}
