#include <cstring>

#include <perfdata/view/compact_definitions.hpp>
#include <perfdata/view/four_words.hpp>
#include <perfdata/view/record_difference.hpp>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace perfdata {
namespace {

constexpr std::size_t word = sizeof(wire::u32);
constexpr std::size_t four_words_wide = sizeof(four_words);
constexpr auto usual_length = static_cast<std::uint32_t>(definition_record_size);

// Zero where one definition is the one that was kept.
four_words compact_difference(const std::byte* now, const std::byte* known) noexcept {
  const four_words titles = four_words_at(now);                    // length, title, pointer, help title
  const four_words scales = four_words_at(now + four_words_wide);  // pointer, scale, detail level, type
  const four_words rest = difference(now + definition_record_size - four_words_wide,
                                     known + compact_definition_size - four_words_wide);
  const four_words common = __builtin_shufflevector(titles, scales, 0, 2, 4, 4);
  const four_words own = __builtin_shufflevector(titles, scales, 1, 3, 5, 6);
  return rest | (own ^ four_words_at(known)) | (common ^ four_words{usual_length, 0, 0, 0});
}

#if defined(__x86_64__)
const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i eight_words_at(const std::byte* from) noexcept {
  __m256i loaded;
  std::memcpy(&loaded, from, sizeof loaded);
  return loaded;
}

// Two definitions are 20 words in three registers, of which 14 are kept: in two that overlap by two words.
[[gnu::target("avx2")]] bool same_pairs(const std::byte* now, const std::byte* known,
                                        std::size_t pairs) noexcept {
  const __m256i own_first = _mm256_setr_epi32(1, 3, 5, 6, 7, 0, 2, 4);  // title to type; length, pointers
  const __m256i own_second =
      _mm256_setr_epi32(2, 6, 5, 7, 4, 0, 1, 3);  // length, pointer, help title, scale,
                                                  // pointer; size, offset; title
  const __m256i usual_first = _mm256_setr_epi32(0, 0, 0, 0, 0, usual_length, 0, 0);
  const __m256i usual_second = _mm256_setr_epi32(usual_length, 0, 0, 0, 0, 0, 0, 0);
  __m256i other_own{};
  __m256i other_rest{};
  __m256i other_first{};
  __m256i other_second{};
  for (; pairs != 0; --pairs) {
    const __m256i first = _mm256_permutevar8x32_epi32(eight_words_at(now), own_first);
    const __m256i second = _mm256_permutevar8x32_epi32(eight_words_at(now + 2 * four_words_wide), own_second);
    __m128i tail;
    std::memcpy(&tail, now + 4 * four_words_wide, sizeof tail);
    const __m256i own = _mm256_blend_epi32(first, second, 0b11100000);
    const __m256i rest = _mm256_inserti128_si256(second, tail, 1);
    other_own |= own ^ eight_words_at(known);
    other_rest |= rest ^ eight_words_at(known + 6 * word);
    other_first |= first ^ usual_first;
    other_second |= second ^ usual_second;
    now += 2 * definition_record_size;
    known += 2 * compact_definition_size;
  }
  const __m256i any = other_own | _mm256_blend_epi32(other_rest, _mm256_setzero_si256(), 0b00000011) |
                      _mm256_blend_epi32(other_first, _mm256_setzero_si256(), 0b00011111) |
                      _mm256_blend_epi32(other_second, _mm256_setzero_si256(), 0b11101100);
  return _mm256_testz_si256(any, any) != 0;
}
#endif

}  // namespace

bool portable::same_as_compact(const std::byte* now, const std::byte* known, std::size_t count) noexcept {
  four_words different{};
  for (; count >= 2; count -= 2) {
    different |= compact_difference(now, known) |
                 compact_difference(now + definition_record_size, known + compact_definition_size);
    now += 2 * definition_record_size;
    known += 2 * compact_definition_size;
  }
  if (count != 0) different |= compact_difference(now, known);
  return is_zero(different);
}

bool same_as_compact(const std::byte* now, const std::byte* known, std::size_t count) noexcept {
#if defined(__x86_64__)
  if (has_avx2) {
    const std::size_t pairs = count / 2;
    if (!same_pairs(now, known, pairs)) return false;
    return count % 2 == 0 || is_zero(compact_difference(now + pairs * 2 * definition_record_size,
                                                        known + pairs * 2 * compact_definition_size));
  }
#endif
  return portable::same_as_compact(now, known, count);
}

bool can_be_compact(byte_view definitions) noexcept {
  using counter = wire::perf_counter_definition;
  if (definitions.size() % definition_record_size != 0) return false;
  std::uint32_t uncommon = 0;
  for (; !definitions.empty(); definitions = definitions.subspan(definition_record_size)) {
    uncommon |= u32_at(definitions, 0) ^ usual_length;
    uncommon |= u32_at(definitions, offsetof(counter, name_title));
    uncommon |= u32_at(definitions, offsetof(counter, help_title));
  }
  return uncommon == 0;
}

void append_compact(byte_view definition, byte_buffer& to) {
  using counter = wire::perf_counter_definition;
  const auto append = [&to](byte_view words) { to.insert(to.end(), words.begin(), words.end()); };
  append(definition.subspan(offsetof(counter, name_title_index), word));
  append(definition.subspan(offsetof(counter, help_title_index), word));
  append(definition.subspan(offsetof(counter, default_scale)));
}

}  // namespace perfdata
