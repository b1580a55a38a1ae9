#include <algorithm>
#include <bench/baseline.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace perfdata::bench {

std::vector<slower_row> find_slower(std::span<const measured_ratio> baseline,
                                    std::span<const measured_ratio> measured) {
  std::vector<slower_row> slower;
  for (const auto& now : measured) {
    const auto before = std::ranges::find(baseline, now.name, &measured_ratio::name);
    if (before == baseline.end() || before->yardstick != now.yardstick) continue;
    if (now.ratio > before->ratio * tolerated_ratio) slower.push_back({now, before->ratio});
  }
  return slower;
}

std::string filter_for(std::span<const slower_row> rows) {
  std::set<std::string> names;
  for (const auto& row : rows) {
    const auto size = row.now.name.substr(row.now.name.rfind('/') + 1);
    names.insert({row.now.name, row.now.yardstick + "/" + size});
  }
  std::string filter;
  for (const auto& name : names) filter += (filter.empty() ? "^(" : "|") + name;
  return filter + ")$";
}

void write_ratios(const std::string& path, std::span<const measured_ratio> ratios) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const auto& row : ratios)
    rows.push_back({{"name", row.name},
                    {"yardstick", row.yardstick},
                    {"ratio", row.ratio},
                    {"nanoseconds", row.nanoseconds}});
  std::ofstream file(path);
  file << nlohmann::ordered_json{{"benchmarks", std::move(rows)}}.dump(1) << '\n';
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::vector<measured_ratio> read_ratios(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::vector<measured_ratio> ratios;
  try {
    const auto document = nlohmann::json::parse(file);
    for (const auto& row : document.at("benchmarks"))
      ratios.push_back({.name = row.at("name"), .yardstick = row.at("yardstick"), .ratio = row.at("ratio")});
  } catch (const nlohmann::json::exception& wrong) {
    throw std::runtime_error(path + " is no result of these benchmarks: " + wrong.what());
  }
  return ratios;
}

}  // namespace perfdata::bench
