// Any bytes as UTF-16: the quick conversion gives what the library for it gives, and eight units are what
// they are on any machine.
#include "tests/fuzz/fuzz_target.hpp"

#include <cstdlib>
#include <iterator>
#include <utf8.h>

#include <perfdata/base/unit_octet.hpp>
#include <perfdata/base/utf16.hpp>

using namespace perfdata;

namespace {

// Halves of pairs replaced first, as the library takes valid text only.
std::string convert_plainly(utf16_view text) {
  std::u16string units;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lead = text[i] >> 10U == 0x36;
    const bool trail = text[i] >> 10U == 0x37;
    const bool paired = (lead && i + 1 < text.size() && text[i + 1] >> 10U == 0x37) ||
                        (trail && !units.empty() && units.back() >> 10U == 0x36);
    units.push_back((lead || trail) && !paired ? u'\xFFFD' : text[i]);
  }
  std::string utf8;
  utf8::utf16to8(units.begin(), units.end(), std::back_inserter(utf8));
  return utf8;
}

}  // namespace

void fuzz_one(byte_view bytes) {
  const utf16_view text(bytes);
  if (to_utf8(text) != convert_plainly(text)) std::abort();
  if (to_utf8(text.until_nul()) != convert_plainly(text).substr(0, convert_plainly(text).find('\0')))
    std::abort();
  for (std::size_t at = 0; fits(at, 16, bytes.size()); at += 2) {
    const auto quick = load_octet(bytes.data() + at);
    const auto portable = load_octet_portable(bytes.data() + at);
    if (quick.letters != portable.letters || quick.nuls != portable.nuls || quick.wide != portable.wide)
      std::abort();
  }
}
