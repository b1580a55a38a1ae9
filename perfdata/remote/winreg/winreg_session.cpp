#include <algorithm>
#include <fmt/format.h>

#include <perfdata/connection/win32_error.hpp>
#include <perfdata/remote/winreg/winreg_session.hpp>

namespace perfdata {
namespace {

constexpr std::chrono::milliseconds let_go_limit{500};

}  // namespace

result<std::shared_ptr<winreg_session>> winreg_session::open(const machine_address& machine,
                                                             const remote_options& options,
                                                             const deadline& until) {
  auto connection =
      winreg_connection::open(machine, options, until, until, winreg::method_that_opens(options.key));
  if (!connection) return failure(std::move(connection.error()));
  return std::shared_ptr<winreg_session>(new winreg_session(*std::move(connection), options.timeout));
}

result<dcerpc_reply> winreg_session::call(winreg::method which, byte_buffer request) {
  return call_within(timeout_, which, std::move(request));
}

result<dcerpc_reply> winreg_session::call_within(std::chrono::milliseconds limit, winreg::method which,
                                                 byte_buffer request) {
  const std::lock_guard lock(mutex_);
  if (broken_) return failure(lost_before(which));
  auto reply = connection_->call(which, std::move(request), deadline(limit));
  if (!reply) broken_ = reply.error();
  return reply;
}

error winreg_session::lost_before(winreg::method which) const {
  error failed = *broken_;
  failed.code = errc::connection_lost;
  failed.message = fmt::format("{}: \"{}\" failed: the connection of this key broke before ({})", machine(),
                               winreg::to_string(which), broken_->message);
  failed.advice = "connect again";
  if (failed.system) failed.system->step = winreg::to_string(which);
  return failed;
}

result<void> winreg_session::close(const winreg::context_handle& key) {
  const auto method = winreg::method::close_key;
  const auto reply = call(method, winreg::encode_close_key(key));
  if (!reply) return failure(reply.error());
  const auto closed = winreg::decode_key_reply(reply->bytes);
  if (!closed) return failure(closed.error());
  if (closed->status != 0)
    return failure(win32_failure(machine(), winreg::to_string(method), closed->status));
  return {};
}

void winreg_session::let_go(const winreg::context_handle& key) noexcept {
  (void)call_within(std::min(timeout_, let_go_limit), winreg::method::close_key,
                    winreg::encode_close_key(key));
}

}  // namespace perfdata
