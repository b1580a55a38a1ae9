#include <perfdata/base/streamed_store.hpp>
#include <perfdata/view/value_store.hpp>

namespace perfdata {
namespace {

constexpr std::size_t worth_streaming = std::size_t{64} * 1'024;

struct streamed {
  std::uint64_t* to;
  void operator()(const counter_definition&, const instance_definition&, std::uint64_t value) noexcept {
    store_streamed(to++, value);
  }
};

struct cached {
  std::uint64_t* to;
  void operator()(const counter_definition&, const instance_definition&, std::uint64_t value) noexcept {
    *to++ = value;
  }
};

struct limited {
  std::span<std::uint64_t> room;
  std::size_t stored = 0;
  std::size_t omitted = 0;
  void operator()(const counter_definition&, const instance_definition&, std::uint64_t value) noexcept {
    if (stored < room.size())
      room[stored++] = value;
    else
      ++omitted;
  }
};

}  // namespace

void value_store::add(const object_type& object) noexcept {
  const std::span<std::uint64_t> room = memory_.subspan(stored_);
  const std::uint64_t most = std::uint64_t{object.counters().size()} * object.instances().size();
  if (most > room.size()) {
    const limited done = object.for_each_value(limited{room});
    stored_ += done.stored;
    omitted_ += done.omitted;
  } else if (memory_.size_bytes() > worth_streaming) {
    stored_ += static_cast<std::size_t>(object.for_each_value(streamed{room.data()}).to - room.data());
  } else {
    stored_ += static_cast<std::size_t>(object.for_each_value(cached{room.data()}).to - room.data());
  }
}

std::span<const std::uint64_t> value_store::stored() const noexcept {
  finish_streaming();
  return memory_.first(stored_);
}

}  // namespace perfdata
