#include <algorithm>

#include <perfdata/view/block_reader.hpp>
#include <perfdata/view/block_validator.hpp>
#include <perfdata/view/record_sizes.hpp>

namespace perfdata {
namespace {

using wire::overlay;

}  // namespace

result<block_reader> block_reader::open(byte_view bytes, std::size_t part_bytes) {
  return open_with(bytes, nullptr, part_bytes);
}

result<block_reader> block_reader::open(byte_view bytes, block_layout& layout, std::size_t part_bytes) {
  return open_with(bytes, &layout, part_bytes);
}

result<block_reader> block_reader::open_with(byte_view bytes, block_layout* layout, std::size_t part_bytes) {
  data_block block(bytes);
  block_validator validator(block);
  if (auto checked = validator.check_header(); !checked) return failure(std::move(checked.error()));
  validator.begin_objects();
  if (layout != nullptr) validator.begin_layout(*layout);
  return block_reader(std::move(block), layout, part_bytes);
}

// Into current_.
void block_reader::advance() {
  current_.reset();
  while (!current_ && stage_ != stage::ended) {
    switch (stage_) {
      case stage::proving: read_proved(); break;
      case stage::recognising: read_recognised(); break;
      default: read_object(); break;
    }
  }
}

void block_reader::read_object() {
  block_validator validator(block_);
  if (cut_ || !validator.expects_object()) {
    end_walk();
    return;
  }
  const auto offset = static_cast<std::uint32_t>(block_.extent_);
  if (validator.stated_size(offset) / 4 >= part_bytes_) {
    enter_large(offset);
    return;
  }
  const std::uint32_t before = block_.walked_objects_;
  cut_ =
      !(layout_ != nullptr ? validator.recognise_or_learn(*layout_, offset) : validator.walk_object(offset));
  if (block_.walked_objects_ != before && !block_.is_skipped(offset))
    current_.emplace(block_.object_at(offset, block_.walked_position()));
}

void block_reader::enter_large(std::uint32_t offset) {
  walk_ = {.offset = offset};
  if (layout_ != nullptr && known().begins(block_.bytes_.subspan(offset))) {
    walk_.bytes = block_.bytes_.subspan(offset, known().size());
    place_ = known().first_instance(walk_.bytes);
    renewed_ = false;
    stage_ = stage::recognising;
  } else {
    enter_proving();
  }
}

void block_reader::enter_proving() {
  block_validator validator(block_);
  findings_ = validator.findings();
  cut_ = !validator.enter_object(walk_);
  if (cut_) {
    forget();
    return;
  }
  --block_.walked_objects_;  // counted when it was read to its end: block() must not list it before
  if (validator.begin_object(walk_))
    stage_ = stage::proving;
  else
    leave_proved(false);
}

// Instances that are sound some at a time; where anything is unusual, all that are left at once.
void block_reader::read_proved() {
  block_validator validator(block_);
  const std::size_t start = walk_.at;
  const std::uint32_t before = walk_.instances;
  if (before != walk_.stated_instances) validator.skip_sound_instances(walk_, instances_of_a_part());
  const bool is_last = walk_.instances == before || walk_.instances == walk_.stated_instances;
  if (is_last) validator.walk_rest(walk_);
  const std::size_t end = is_last ? walk_.bytes.size() : walk_.at;
  hand_out(start, end, walk_.counters, walk_.instances - before, walk_.stride, walk_.plain);
  if (is_last) leave_proved(true);
}

// As many as have the size of the next one.
std::uint32_t block_reader::instances_of_a_part() const noexcept {
  std::size_t size = instance_record_size;
  if (fits(walk_.at, block_record_size, walk_.bytes.size())) {
    const std::uint32_t length = u32_at(walk_.bytes, walk_.at);
    if (fits(walk_.at + std::size_t{length}, block_record_size, walk_.bytes.size()))
      size = std::max<std::size_t>(size, std::size_t{length} + u32_at(walk_.bytes, walk_.at + length));
  }
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(part_bytes_ / size, 1, 0xFFFFFFFF));
}

void block_reader::leave_proved(bool usable) {
  ++block_.walked_objects_;
  if (usable) block_validator(block_).end_object(walk_);
  stage_ = stage::between_objects;
  cut_ = walk_.truncated;
  if (layout_ == nullptr) return;
  if (usable && block_validator(block_).findings() == findings_) {
    known().learn(block_.object_at(walk_.offset, block_.walked_position()), layout_->far_object_);
    layout_->note(false);
  } else {
    forget();
  }
}

// One run at a time, the last instance with the last of them.
void block_reader::read_recognised() {
  object_layout& layout = known();
  const instance_layout& instances = layout.instances();
  const instance_layout::place start = place_;
  const bool is_run = instances.run_at(start) != 0;
  const instance_stride stride = is_run ? instances.stride_at(start) : instance_stride{};
  auto found = recognition::same;
  if (is_run) found = layout.recognise_run(place_);
  if (found != recognition::other && place_.left == 1) {
    renewed_ = renewed_ || found == recognition::renewed;
    found = layout.recognise_last(place_);
    place_.left = 0;
  }
  if (found == recognition::other) {
    prove_from(start);
    return;
  }
  renewed_ = renewed_ || found == recognition::renewed;
  const auto offset_of = [this](const std::byte* at) {
    return static_cast<std::size_t>(at - walk_.bytes.data());
  };
  const bool is_last = place_.left == 0;
  hand_out(offset_of(start.now), is_last ? walk_.bytes.size() : offset_of(place_.now),
           overlay<wire::perf_object_type>(walk_.bytes).num_counters.value(), start.left - place_.left,
           stride, layout.plain());
  if (is_last) leave_recognised();
}

void block_reader::hand_out(std::size_t start, std::size_t end, std::uint32_t counters,
                            std::uint32_t instances, instance_stride stride, bool plain) {
  current_.emplace(object_type(walk_.bytes.first(end), walk_.offset, counters, instances, stride, plain));
  current_->instances_at_ = static_cast<std::uint32_t>(start);
}

void block_reader::leave_recognised() {
  block_validator(block_).count_in(known(), walk_.offset);
  stage_ = stage::between_objects;
  layout_->note(!renewed_);
}

// What is known holds for the instances in front of `at`, and not for those behind.
void block_reader::prove_from(const instance_layout::place& at) {
  const instance_layout instances = known().instances();
  const auto start = static_cast<std::size_t>(at.now - walk_.bytes.data());
  walk_ = {.offset = walk_.offset};
  enter_proving();
  if (stage_ != stage::proving) return;
  walk_.at = start;
  walk_.instances = instances.size() - at.left;
  walk_.stride = instances.stride();
}

void block_reader::end_walk() {
  block_validator(block_).end_objects();
  if (layout_ != nullptr) layout_->end();
  stage_ = stage::ended;
}

void block_reader::forget() {
  if (layout_ == nullptr) return;
  known().forget();
  layout_->note(false);
}

}  // namespace perfdata
