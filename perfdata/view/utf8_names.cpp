#include <algorithm>
#include <bit>

#include <perfdata/base/code_page.hpp>
#include <perfdata/base/unit_octet.hpp>
#include <perfdata/base/utf8_writer.hpp>
#include <perfdata/view/utf8_names.hpp>

namespace perfdata {
namespace {

constexpr std::size_t most_text = 0xFFFFFFFF;

std::uint32_t stated_length(const std::byte* from) noexcept {
  return wire::overlay<wire::u32>(byte_view(from, sizeof(wire::u32))).value();
}

// Of the instance at `at`; empty, but in the same bytes, where it is said to lie outside.
byte_view name_bytes_at(const std::byte* at) noexcept {
  const auto& record =
      wire::overlay<wire::perf_instance_definition>({at, sizeof(wire::perf_instance_definition)});
  const std::uint32_t offset = record.name_offset.value();
  const std::uint32_t length = record.name_length.value();
  return fits(offset, length, record.byte_length.value()) ? byte_view(at + offset, length) : byte_view(at, 0);
}

// How many letters a name has whose first eight units these are; more than eight when it is longer or not
// ASCII.
std::size_t short_length(const unit_octet& units, byte_view name) noexcept {
  const auto text = static_cast<std::size_t>(std::countr_zero(units.nuls | units.wide | 1U << octet));
  const std::size_t stated = name.size() / 2;
  if (text < stated && (units.nuls >> text & 1U) == 0) return octet + 1;
  return std::min(text, stated);
}

}  // namespace

// Appends the names of one object. There always is room for eight letters of each name that is to come.
class utf8_names::writer {
 public:
  writer(utf8_names& names, const object_type& object)
      : names_(names), code_page_(object.code_page()), left_(object.instances().size()) {
    names_.ends_.resize(left_);
    end_ = names_.ends_.data();
    make_room(0);
  }

  void add(byte_view name) {
    if (code_page_ != 0) return add_converted(code_page_to_utf8(code_page_, name));
    const utf16_view text = utf16_view(name).until_nul();
    const std::size_t most = 3 * text.size();
    if (most > room()) return close(used_);
    make_room(most);
    close(static_cast<std::size_t>(write_utf8(text, text_ + used_) - text_));
  }

  // Every instance but the last, from `at` on; step(at) is where the next one begins. Behind their names
  // there are bytes of the next one, so that a name can be read in one go, however short it is. Returns where
  // the last one begins.
  template <class Step>
  [[nodiscard]] const std::byte* add_all_but_last(const std::byte* at, Step step) {
    std::size_t used = used_;  // in registers as long as names are short
    std::uint32_t* end = end_;
    for (std::size_t left = left_; left > 1; --left, at += step(at)) {
      const byte_view name = name_bytes_at(at);
      const unit_octet units = load_octet(name.data());
      const std::size_t letters = short_length(units, name);
      if (letters <= octet) {
        store_letters(units, text_ + used);
        *end++ = static_cast<std::uint32_t>(used += letters);
        continue;
      }
      used_ = used;
      end_ = end;
      left_ = left;
      add(name);
      used = used_;
      end = end_;
    }
    used_ = used;
    end_ = end;
    left_ = 1;
    return at;
  }

 private:
  void add_converted(std::string_view name) {
    if (name.size() > room()) name = {};
    make_room(name.size());
    std::ranges::copy(name, text_ + used_);
    close(used_ + name.size());
  }

  // What positions of 32 bits leave to this name, when eight letters are kept free for each.
  [[nodiscard]] std::size_t room() const noexcept { return most_text - used_ - octet * left_; }

  void make_room(std::size_t more) {
    const std::size_t needed = used_ + more + octet * left_;
    if (needed > names_.text_.size()) names_.text_.resize(std::max(needed, 2 * names_.text_.size()));
    text_ = names_.text_.data();
  }

  void close(std::size_t used) noexcept {
    used_ = used;
    *end_++ = static_cast<std::uint32_t>(used);
    --left_;
  }

  utf8_names& names_;
  std::uint32_t code_page_;
  std::size_t left_;  // names to come
  std::size_t used_ = 0;
  char* text_ = nullptr;
  std::uint32_t* end_ = nullptr;
};

// What is read of the instances was proved by data_block::parse, but for where names lie in their instances.
void utf8_names::assign(const object_type& object) {
  writer out(*this, object);
  if (object.code_page() != 0 || !object.has_instances() || object.instances().empty()) {
    for (const instance_definition instance : object.instances()) out.add(instance.name_bytes());
    return;
  }
  const std::byte* const first = object.instance_bytes().data();
  const instance_stride stride = object.stride();
  const std::size_t alike = std::size_t{stride.definition} + stride.block;
  const auto look_up = [](const std::byte* at) noexcept {
    const std::size_t definition = stated_length(at);
    return definition + stated_length(at + definition);
  };
  const std::byte* const last =
      stride.definition != 0  // told only where the blocks are alike too
          ? out.add_all_but_last(first, [alike](const std::byte*) noexcept { return alike; })
          : out.add_all_but_last(first, look_up);
  out.add(name_bytes_at(last));
}

}  // namespace perfdata
