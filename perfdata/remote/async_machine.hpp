// Another machine's counters without a thread that waits: what holds many machines stands on this.
//
//   auto machine = async_machine::create(*address, {.credentials = who, .timeout = 5s});
//   (*machine)->query("2 238", std::move(buffer), [](result<byte_buffer> answer) { … });   // and go on
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <perfdata/base/bytes.hpp>
#include <perfdata/remote/remote_machine.hpp>

namespace perfdata {

class dcerpc_loop;

/// How a machine is doing. A value.
struct machine_status {
  bool connected = false;
  bool connecting = false;
  std::uint64_t connections = 0;      ///< made so far; more than one: it was lost and found again
  std::uint64_t answered = 0;         ///< queries
  std::uint64_t failed = 0;           ///< queries
  std::optional<error> last_error{};  ///< why it is not connected; nothing once a query was answered
  /// Until when queries fail at once with last_error, if that lies ahead.
  std::chrono::steady_clock::time_point next_try{};
};

/// A resource: one machine. All machines of a process are served by one I/O thread, which lives as long as
/// one of them does; there is no thread a machine. Every member may be called from any thread and none waits,
/// except create() and the destructor for each other's thread to start or end.
///
/// Connecting. The first query connects; no query, no connection. What failed before TCP answered is tried
/// again by the first query that comes half a second to a second later. What failed after it waits as long
/// within the first minute, and then longer, up to a minute (back_off). Until then queries fail at once: with
/// the last reason, and when the next try is. A machine that takes connections and says nothing is waited for
/// in the background, for 4 seconds, then 8, up to 32 at a time, so that it is connected as soon as it wakes
/// up; queries meanwhile fail at their own deadline. A password that was refused is never sent again: every
/// query fails with that error from then on.
///
/// Drops. A connection found dead by a query is made again within that query. An idle one is kept alive by
/// TCP (after a minute), so that what stands between does not forget it, and a peer that vanished is noticed
/// within two.
///
/// Memory. Nothing is kept between queries but the connection (about 120 kB within Samba's libraries) and 64
/// learned answer sizes; a reply lives until its completion has returned. At most 16 queries wait their turn.
///
/// Two waits cannot be taken from Samba's libraries: a Kerberos server that accepts and never answers holds
/// up the I/O thread for as long as krb5.conf's kdc_timeout allows; and a name that no name server answers
/// for occupies one of 16 look-up threads.
class async_machine {
 public:
  /// The answer, or why there is none. Called once for each query, in the I/O thread: it must not wait. It
  /// may start queries and destroy machines, and must not create any. Not called any more once the machine's
  /// destructor has begun.
  using completion = std::function<void(result<byte_buffer>)>;

  /// Sends nothing yet. Errors: errc::unsupported when anonymous credentials meet a protection other than
  /// connect; errc::system_failure when the I/O thread cannot start.
  [[nodiscard]] static result<std::unique_ptr<async_machine>> create(const machine_address& machine,
                                                                     const remote_options& options);
  async_machine(const async_machine&) = delete;
  async_machine& operator=(const async_machine&) = delete;
  /// Waits for a completion that is being called, and for nothing else.
  ~async_machine();

  /// As counter_source::query, connecting first where there is no connection: `options.timeout` is for all of
  /// it. Queries of a machine are answered one after the other, in their order. `reuse` is overwritten and
  /// comes back as the answer, so that its memory can go round. Errors: as connect_remote_machine and its
  /// source; errc::too_large, at once, when 16 are waiting.
  void query(std::string value_name, byte_buffer reuse, completion done);

  /// Connects, if it is not, and answers with an empty buffer.
  void connect(completion done);

  /// Queries under way and waiting end at once with errc::cancelled, and so does an attempt to connect.
  void cancel();

  [[nodiscard]] machine_status status() const;
  /// As counter_source::machine.
  [[nodiscard]] std::string machine() const;

 private:
  struct front;
  async_machine() = default;
  void start(bool only_connect, std::string value_name, byte_buffer reuse, completion done);

  std::shared_ptr<dcerpc_loop> loop_;
  std::shared_ptr<front> front_;
};

}  // namespace perfdata
