// The one piece of libdcerpc that its public headers only forward-declare: who is told when an asynchronous
// connect is done.
#pragma once

#include <perfdata/remote/dcerpc/samba_api.hpp>

/// libcli/composite/composite.h, unchanged in Samba since 2010. Checked against the live object before use.
struct composite_context {
  int state;  // enum composite_state
  void* private_data;
  NTSTATUS status;
  struct tevent_context* event_ctx;
  struct {
    void (*fn)(struct composite_context*);
    void* private_data;
  } async;
  bool used_wait;
};

namespace perfdata {

/// Has `fn` called from the event loop with `fn_data` in async.private_data when `pending` is done. False
/// when the library's structure is not the one above: then nothing was written.
[[nodiscard]] inline bool call_when_done(composite_context* pending, tevent_context* events,
                                         void (*fn)(composite_context*), void* fn_data) {
  if (talloc_get_size(pending) != sizeof(composite_context) || pending->event_ctx != events ||
      pending->async.fn != nullptr || pending->async.private_data != nullptr)
    return false;
  pending->async.fn = fn;
  pending->async.private_data = fn_data;
  return true;
}

}  // namespace perfdata
