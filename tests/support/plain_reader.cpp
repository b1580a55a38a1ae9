#include <fmt/format.h>
#include <stdexcept>
#include <tests/support/plain_reader.hpp>

namespace perfdata::test {
namespace {

// Thrown and caught in this file.
struct refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void demand(bool holds, std::size_t offset, const char* what) {
  if (!holds) throw refusal(fmt::format("at {:#x}: {}", offset, what));
}

std::uint64_t number_at(byte_view bytes, std::size_t offset, std::size_t size) {
  demand(offset <= bytes.size() && size <= bytes.size() - offset, offset, "a number outside the bytes");
  std::uint64_t value = 0;
  for (std::size_t i = size; i != 0; --i)
    value = value * 256 + std::to_integer<std::uint64_t>(bytes[offset + i - 1]);
  return value;
}

std::uint32_t u32_at(byte_view bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(number_at(bytes, offset, 4));
}
std::int32_t i32_at(byte_view bytes, std::size_t offset) {
  return static_cast<std::int32_t>(u32_at(bytes, offset));
}
std::int64_t i64_at(byte_view bytes, std::size_t offset) {
  return static_cast<std::int64_t>(number_at(bytes, offset, 8));
}

void append_code_point(std::string& out, std::uint32_t point) {
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

// UTF-16LE from `offset`, at most `length` bytes, up to a NUL.
std::string text_at(byte_view bytes, std::size_t offset, std::size_t length) {
  std::string out;
  for (std::size_t at = offset; at + 2 <= offset + length; at += 2) {
    const auto unit = static_cast<std::uint32_t>(number_at(bytes, at, 2));
    if (unit == 0) break;
    const bool lead = unit >= 0xD800 && unit <= 0xDBFF;
    const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
    std::uint32_t next = 0;
    if (lead && at + 4 <= offset + length) next = static_cast<std::uint32_t>(number_at(bytes, at + 2, 2));
    if (lead && next >= 0xDC00 && next <= 0xDFFF) {
      append_code_point(out, 0x10000 + (unit - 0xD800) * 0x400 + (next - 0xDC00));
      at += 2;
    } else {
      append_code_point(out, surrogate ? 0xFFFD : unit);
    }
  }
  return out;
}

plain_counter read_counter(byte_view bytes, std::size_t at) {
  return {.title_index = u32_at(bytes, at + 4),
          .help_index = u32_at(bytes, at + 12),
          .default_scale = i32_at(bytes, at + 20),
          .detail_level = u32_at(bytes, at + 24),
          .type = u32_at(bytes, at + 28),
          .size = u32_at(bytes, at + 32),
          .offset = u32_at(bytes, at + 36)};
}

plain_value read_value(byte_view bytes, std::size_t block, std::size_t end, const plain_counter& counter) {
  plain_value value;
  const std::uint64_t first = std::uint64_t{block} + counter.offset;
  const std::uint64_t last = first + counter.size;
  if (last <= end) {
    for (std::uint64_t at = first; at < last; ++at)
      value.bytes.push_back(std::to_integer<char>(bytes[static_cast<std::size_t>(at)]));
    if (counter.size == 1 || counter.size == 2 || counter.size == 4 || counter.size == 8)
      value.number = number_at(bytes, static_cast<std::size_t>(first), counter.size);
  }
  const bool base = (counter.type & 0xC00) == 0x400 && (counter.type & 0x70000) == 0x30000;
  const bool multi = (counter.type & 0x02000000) != 0 && !base;
  if (multi && last + 4 <= end) value.multiplier = u32_at(bytes, static_cast<std::size_t>(last));
  return value;
}

void read_values(byte_view bytes, std::size_t block, std::size_t end, const plain_object& object,
                 plain_instance& instance) {
  for (const auto& counter : object.counters)
    instance.values.push_back(read_value(bytes, block, end, counter));
}

void read_instances(byte_view bytes, std::size_t at, std::size_t end, plain_object& object) {
  for (std::int32_t i = 0; i < object.stated_instances; ++i) {
    const std::size_t length = u32_at(bytes, at);
    demand(length >= 24 && length <= end - at, at, "an instance that does not fit its object");
    plain_instance instance;
    instance.has_definition = true;
    instance.parent_object = u32_at(bytes, at + 4);
    instance.parent_instance = u32_at(bytes, at + 8);
    instance.unique_id = i32_at(bytes, at + 12);
    const std::uint64_t name = u32_at(bytes, at + 16);
    const std::uint64_t name_length = u32_at(bytes, at + 20);
    demand(name + name_length <= length, at, "a name that does not fit its instance");
    instance.name = text_at(bytes, at + name, name_length);
    at += length;
    demand(at + 4 <= end, at, "no room for a counter block");
    const std::size_t block_length = u32_at(bytes, at);
    demand(block_length >= 4 && block_length <= end - at, at, "a counter block that does not fit its object");
    read_values(bytes, at, i + 1 == object.stated_instances ? end : at + block_length, object, instance);
    object.instances.push_back(std::move(instance));
    at += block_length;
  }
}

plain_object read_object(byte_view bytes, std::size_t at, std::size_t length) {
  demand(length >= 64 && length <= bytes.size() - at, at, "an object that does not fit the block");
  const std::size_t end = at + length;
  const std::size_t definition_length = u32_at(bytes, at + 4);
  const std::size_t header_length = u32_at(bytes, at + 8);
  demand(header_length >= 64 && header_length <= definition_length && definition_length <= length, at,
         "lengths that contradict each other");
  plain_object object{.title_index = u32_at(bytes, at + 12),
                      .help_index = u32_at(bytes, at + 20),
                      .detail_level = u32_at(bytes, at + 28),
                      .default_counter = i32_at(bytes, at + 36),
                      .stated_instances = i32_at(bytes, at + 40),
                      .code_page = u32_at(bytes, at + 44),
                      .perf_time = i64_at(bytes, at + 48),
                      .perf_freq = i64_at(bytes, at + 56),
                      .offset = at};
  demand(object.stated_instances >= -3, at, "an instance count that means nothing");
  std::size_t definition = at + header_length;
  for (std::uint32_t i = 0; i < u32_at(bytes, at + 32); ++i) {
    const std::size_t step = u32_at(bytes, definition);
    demand(step >= 40 && step <= at + definition_length - definition, definition,
           "a counter definition that does not fit");
    object.counters.push_back(read_counter(bytes, definition));
    definition += step;
  }
  if (object.stated_instances == -1) {
    demand(definition_length + 4 <= length, at, "no room for the only counter block");
    object.instances.emplace_back();
    read_values(bytes, at + definition_length, end, object, object.instances.back());
  } else {
    read_instances(bytes, at + definition_length, end, object);
  }
  return object;
}

plain_block read_block(byte_view bytes) {
  demand(bytes.size() >= 88 && text_at(bytes, 0, 8) == "PERF", 0, "not a performance data block");
  demand(u32_at(bytes, 8) == 1, 8, "not little-endian");
  const std::size_t header_length = u32_at(bytes, 24);
  demand(header_length >= 88 && header_length <= bytes.size(), 24, "a header longer than the block");
  const std::uint64_t name_length = u32_at(bytes, 80);
  const std::uint64_t name = u32_at(bytes, 84);
  demand(name + name_length <= header_length, 80, "a system name outside the header");
  plain_block block{.system_name = text_at(bytes, name, name_length),
                    .version = u32_at(bytes, 12),
                    .revision = u32_at(bytes, 16),
                    .default_object = i32_at(bytes, 32),
                    .perf_time = i64_at(bytes, 56),
                    .perf_freq = i64_at(bytes, 64),
                    .perf_time_100ns = i64_at(bytes, 72)};
  std::size_t at = header_length;
  for (std::uint32_t i = 0; i < u32_at(bytes, 28); ++i) {
    const std::size_t length = u32_at(bytes, at);
    block.objects.push_back(read_object(bytes, at, length));
    at += length;
  }
  return block;
}

std::vector<plain_title> read_title_pairs(byte_view multi_sz) {
  std::vector<plain_title> titles;
  std::size_t at = 0;
  const auto take = [&] {
    const std::size_t start = at;
    while (number_at(multi_sz, at, 2) != 0) at += 2;
    at += 2;
    return text_at(multi_sz, start, at - start);
  };
  while (number_at(multi_sz, at, 2) != 0) {
    plain_title title;
    for (const char digit : take()) {
      demand(digit >= '0' && digit <= '9', at, "an index that is no number");
      title.index = title.index * 10 + static_cast<std::uint32_t>(digit - '0');
    }
    title.text = take();
    titles.push_back(std::move(title));
  }
  return titles;
}

}  // namespace

tl::expected<plain_block, std::string> read_plainly(byte_view bytes) {
  try {
    return read_block(bytes);
  } catch (const refusal& refused) {
    return tl::unexpected<std::string>(refused.what());
  }
}

tl::expected<std::vector<plain_title>, std::string> read_titles_plainly(byte_view multi_sz) {
  try {
    return read_title_pairs(multi_sz);
  } catch (const refusal& refused) {
    return tl::unexpected<std::string>(refused.what());
  }
}

}  // namespace perfdata::test
