// SPDX-License-Identifier: MIT
#include "vm/grade/isolated.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <new>
#include <optional>

namespace freehold::grade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int status_no_memory = 9;
constexpr int status_threw = 10;
/// A result is an output that has a limit, and reports that have one.
constexpr std::size_t most_result_bytes = 256u << 20;

// The sanitizers' shadow takes more address space than any limit.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool limits_address_space = false;
#else
constexpr bool limits_address_space = true;
#endif

void limit(int resource, std::uint64_t most) {
    const rlimit both{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &both);
}

void take_limits(const ProcessLimits& limits) {
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, limits.milliseconds / 1'000 + 2);  // should nobody be left to kill it
    if (limits_address_space && limits.address_space != 0) {
        limit(RLIMIT_AS, limits.address_space);
    }
}

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) _exit(status_threw);
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

[[noreturn]] void work_in_child(const Work& work, std::size_t number, int descriptor,
                                pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(status_threw);  // it ended before that
    take_limits(work.limits(number));
    try {
        write_all(descriptor, work.perform(number));
    } catch (const std::bad_alloc&) {
        _exit(status_no_memory);
    } catch (...) {
        _exit(status_threw);
    }
    _exit(0);
}

/// A process at work.
class Worker {
public:
    Worker(const Work& work, std::size_t number) : m_number(number), m_start(Clock::now()) {
        int ends[2];
        if (pipe(ends) != 0) {
            fail(errno);
            return;
        }
        const pid_t parent = getpid();
        m_pid = fork();
        if (m_pid == 0) {
            close(ends[0]);
            work_in_child(work, number, ends[1], parent);
        }
        const int error = errno;
        close(ends[1]);
        m_descriptor = ends[0];
        if (m_pid < 0) fail(error);
        m_deadline = m_start + std::chrono::milliseconds(work.limits(number).milliseconds);
    }

    std::size_t number() const { return m_number; }
    int descriptor() const { return m_descriptor; }
    bool has_ended() const { return m_ended; }
    bool cannot_start() const { return m_end.how == Ended::How::CannotStart; }

    int milliseconds_left() const {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now());
        return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }

    /// Takes what has come; at the end of it the process has ended.
    void read_some() {
        char buffer[65'536];
        const ssize_t count = read(m_descriptor, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) return;
        if (count > 0) m_end.bytes.append(buffer, static_cast<std::size_t>(count));
        if (count <= 0 || m_end.bytes.size() > most_result_bytes) finish();
    }

    void kill_if_late() {
        if (m_ended || milliseconds_left() > 0) return;
        m_late = true;
        finish();
    }

    Ended take() {
        m_end.milliseconds = static_cast<std::uint32_t>(
            std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_start).count());
        return std::move(m_end);
    }

private:
    void fail(int error) {
        if (m_descriptor >= 0) close(m_descriptor);
        m_end.how = Ended::How::CannotStart;
        m_end.number = error;
        m_ended = true;
    }

    void finish() {
        if (m_late || m_end.bytes.size() > most_result_bytes) kill(m_pid, SIGKILL);
        close(m_descriptor);
        int status = 0;
        while (waitpid(m_pid, &status, 0) < 0 && errno == EINTR) {
        }
        m_ended = true;
        if (m_late) {  // what it may still have sent was not read
            m_end.how = Ended::How::TooLong;
            return;
        }
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
        if (WIFEXITED(status)) {
            const bool memory = WEXITSTATUS(status) == status_no_memory;
            m_end.how = memory ? Ended::How::NoMemory : Ended::How::Crashed;
            return;
        }
        m_end.number = WTERMSIG(status);
        const bool clock = m_end.number == SIGXCPU;
        m_end.how = clock ? Ended::How::TooLong : Ended::How::Crashed;
    }

    std::size_t m_number;
    Clock::time_point m_start;
    Clock::time_point m_deadline;
    pid_t m_pid = -1;
    int m_descriptor = -1;
    bool m_ended = false;
    bool m_late = false;
    Ended m_end;
};

/// Waits until a process sends something, ends, or is late.
void wait_for_some(std::vector<Worker>& workers) {
    std::vector<pollfd> waiting;
    int patience = -1;
    for (const Worker& worker : workers) {
        waiting.push_back({worker.descriptor(), POLLIN, 0});
        const int left = worker.milliseconds_left();
        if (patience < 0 || left < patience) patience = left;
    }
    poll(waiting.data(), waiting.size(), patience);
    for (std::size_t i = 0; i < workers.size(); ++i) {
        if (waiting[i].revents != 0) workers[i].read_some();
        workers[i].kill_if_late();
    }
}

}  // namespace

std::vector<Ended> perform_isolated(const Work& work, unsigned jobs) {
    std::fflush(nullptr);  // or each process would write what was not yet written
    std::vector<Ended> ends(work.count);
    std::vector<Worker> workers;
    std::size_t next = 0;
    while (next < work.count || !workers.empty()) {
        while (next < work.count && workers.size() < jobs) {
            Worker worker{work, next};
            // Where the system gives no more processes, those that are there end some time.
            if (worker.cannot_start() && !workers.empty()) break;
            workers.push_back(std::move(worker));
            ++next;
        }
        if (std::none_of(workers.begin(), workers.end(),
                         [](const Worker& worker) { return worker.has_ended(); })) {
            wait_for_some(workers);
        }
        std::erase_if(workers, [&](Worker& worker) {
            if (worker.has_ended()) ends[worker.number()] = worker.take();
            return worker.has_ended();
        });
    }
    return ends;
}

}  // namespace freehold::grade
