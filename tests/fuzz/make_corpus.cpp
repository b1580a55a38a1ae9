// Writes the seed corpora: make_corpus FOLDER. Run it when a scene is added, and commit what it wrote.
#include "tests/support/big_endian.hpp"
#include "tests/support/blg_writer.hpp"
#include "tests/support/blob_scenes.hpp"

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <perfdata/base/utf16.hpp>
#include <perfdata/build/block_builder.hpp>
#include <perfdata/cook/counter_type_table.hpp>

using namespace perfdata;

namespace {

class corpus {
 public:
  corpus(const std::filesystem::path& root, const char* target) : folder_(root / target) {
    std::filesystem::create_directories(folder_);
  }

  void add(std::string name, byte_view bytes) {
    for (char& c : name)
      if (c == ' ' || c == '/') c = '_';
    std::ofstream out(folder_ / name, std::ios::binary);
    for (const std::byte b : bytes) out.put(std::to_integer<char>(b));
  }

  void add(std::string_view text) {
    byte_buffer bytes;
    for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
    add("seed_" + std::to_string(count_++), bytes);
  }

 private:
  std::filesystem::path folder_;
  int count_ = 0;
};

void put(byte_buffer& bytes, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void write_blocks(const std::filesystem::path& root) {
  corpus blocks(root, "data_block");
  corpus pairs(root, "differential");
  for (const auto& scenes : {test::sound_scenes(), test::odd_scenes()})
    for (const auto& scene : scenes) {
      blocks.add(scene.name, scene.bytes);
      blocks.add(scene.name + " big-endian", test::to_big_endian(scene.bytes));
      pairs.add(scene.name, scene.bytes);
    }
}

void write_titles(const std::filesystem::path& root) {
  corpus titles(root, "title_table");
  title_table_builder builder;
  for (const auto& [index, text] : {std::pair(1U, "1847"),
                                    {2U, "System"},
                                    {6U, "% Processor Time"},
                                    {1482U, "% Idle Time"},
                                    {1746U, "% Idle Time"}})
    builder.add(index, text);
  titles.add("multi_sz", builder.finish());
  titles.add("2\tSystem\r\n4\tMemory\r\n");
  titles.add("[PerfStrings_009]\r\n2=System\r\n4=Memory\r\n");
  titles.add("ini_utf16", to_utf16le("\xEF\xBB\xBF[PerfStrings_009]\r\n2=System\r\n"));
  titles.add("doubled", to_utf16le(std::string_view("2\0System\0\0"
                                                    "4\0Memory\0\0\0",
                                                    22)));
}

void write_texts(const std::filesystem::path& root) {
  corpus paths(root, "counter_path");
  for (const char* text : {R"(\\host\Object(parent/instance#2)\Counter)", R"(\238(_Total)\6)", R"(\*(*)\*)",
                           R"(\LogicalDisk(/)\% Free Space)", R"(\o(a(b)c)\c (d))", R"(\o(x\y)\c)",
                           R"(\Memory\Available Bytes)"})
    paths.add(text);
  corpus names(root, "value_name");
  for (const char* text : {"Global", "2 238", "  4  230 ", "Counter 009", "Help", "Explain 009",
                           "Counter 007", "99999999999999999999"})
    names.add(text);
}

void write_replies(const std::filesystem::path& root) {
  corpus replies(root, "winreg_reply");
  byte_buffer key;
  put(key, 0, 4);
  for (std::uint64_t i = 1; i <= 4; ++i) put(key, i, 4);
  put(key, 0, 4);
  replies.add("key", key);
  byte_buffer value;
  put(value, 0x20000, 4);
  put(value, 3, 4);
  put(value, 0x20004, 4);
  for (const std::uint64_t size : {16U, 0U, 8U}) put(value, size, 4);  // maximum, offset, actual
  put(value, 0x0052004500500000, 8);
  for (const std::uint64_t part : {0x20008U, 8U, 0x2000CU, 8U, 0U}) put(value, part, 4);
  replies.add("value", value);
  byte_buffer more;
  for (const std::uint64_t part : {0x20000U, 3U, 0U, 0x20008U, 0U, 0x2000CU, 0U, 234U}) put(more, part, 4);
  replies.add("more_data", more);
  byte_buffer subkey;
  for (const std::uint64_t part : {0x00080008U, 0x20000U, 4U, 0U, 4U}) put(subkey, part, 4);
  for (const char c : std::string_view("Key\0", 4)) put(subkey, static_cast<std::uint64_t>(c), 2);
  for (const std::uint64_t part : {0x20004U, 0U, 0U, 0x20008U, 0x11223344U, 0x1D5U, 0U}) put(subkey, part, 4);
  replies.add("subkey", subkey);
  byte_buffer named;
  for (const std::uint64_t part : {0x00040004U, 0x20000U, 2U, 0U, 2U}) put(named, part, 4);
  for (const char c : std::string_view("N\0", 2)) put(named, static_cast<std::uint64_t>(c), 2);
  replies.add("named_value", [&] {
    byte_buffer both = named;
    both.insert(both.end(), value.begin(), value.end());
    return both;
  }());
  byte_buffer info;
  for (const std::uint64_t part : {0U, 0U, 3U, 12U, 4U, 7U, 22U, 300U, 164U, 0x11223344U, 0x1D5U, 0U})
    put(info, part, 4);
  replies.add("info", info);
}

void write_samples(const std::filesystem::path& root) {
  corpus samples(root, "cook");
  for (std::size_t row = 0; row < counter_types().size(); ++row) {
    byte_buffer bytes;
    put(bytes, row, 4);
    for (const std::uint64_t sample : {1U, 2U}) {
      put(bytes, 0, 1);
      for (const std::uint64_t number : {100U, 10U, 1000U, 10'000'000U, 2000U, 3000U, 10'000'000U})
        put(bytes, number * sample, 8);
    }
    samples.add(std::string(counter_types()[row].name), bytes);
  }
}

void write_logs(const std::filesystem::path& root) {
  corpus logs(root, "blg");
  for (const bool is_64_bit : {false, true}) {
    test::blg_writer writer({.is_64_bit = is_64_bit, .buffer_size = 0x400, .largest_event = 600});
    writer.names("H", {{230, "Process"}, {6, "% Processor Time"}});
    writer.counter_list({{.object = "o", .counter = "c", .type = counter_type::bulk_count},
                         {.object = "p", .instance = "*", .counter = "d", .flags = 1},
                         {.object = "*", .instance = "*", .counter = "*", .flags = 0x10}});
    for (std::int64_t i = 0; i < 3; ++i) {
      block_builder block({.system_name = "H", .perf_freq = 10'000'000, .perf_time_100ns = i});
      auto object = block.add_object({.title_index = 230});
      const auto time = object.add_counter({.title_index = 6, .type = counter_type::timer_100ns});
      object.add_instance("a").set(time, 7);
      writer.sample(131246704000000000 + i * 10'000'000, test::blg_sample_writer()
                                                             .value({7, 8, 1})
                                                             .array({{"x", {1, 2, 1}}, {"y", {}}})
                                                             .block(block.finish())
                                                             .finish());
    }
    logs.add(is_64_bit ? "sixty_four" : "thirty_two", writer.finish());
    logs.add(is_64_bit ? "ring_64" : "ring_32", writer.finish_ring(2, 2));
  }
  corpus texts(root, "pdh_log");
  texts.add(
      "\"(PDH-CSV 4.0) (x)(480)\",\"\\\\H\\o(a)\\c\",\"\\\\H\\o\\d\"\r\n\"11/26/2016 13:46:30.874\",\"1\",\" "
      "\"\r\n");
  texts.add("\"(PDH-TSV 4.0) (x)(0)\"\t\"\\\\H\\o(a)\\c\"\n\"11/26/2016 13:46:30.874\"\t\"1.5e3\"\n");
  texts.add("(PDH-CSV 4.0) (x)(-60);\\\\H\\o\\c\n26.11.2016 13:46:30;1024,5\n");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  const std::filesystem::path root(arguments[1]);
  write_blocks(root);
  write_titles(root);
  write_texts(root);
  write_replies(root);
  write_samples(root);
  write_logs(root);
}
