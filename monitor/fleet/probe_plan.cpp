#include "monitor/fleet/probe_plan.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

#include <perfdata/query/planner.hpp>

namespace perfdata::fleet {
namespace {

void add_all(std::set<std::uint32_t>& out, const data_block& block) {
  for (const object_type object : block.objects()) {
    out.insert({object.title_index(), object.help_index()});
    for (const counter_definition counter : object.counters())
      out.insert({counter.title_index(), counter.help_index()});
  }
}

// The registry's own form, so that the table's own reader makes it.
title_table trim(const title_table& table, const std::set<std::uint32_t>& wanted) {
  std::string texts;
  for (const auto index : wanted) {
    const auto text = table.find(index);
    if (!text.empty()) texts += fmt::format("{}{}{}{}", index, '\0', text, '\0');
  }
  if (texts.empty()) return {};
  return title_table::parse(to_utf16le(texts)).value_or(title_table{});
}

}  // namespace

probe_plan plan_probe(const module_settings& settings, const source_names& names) {
  probe_plan plan;
  std::set<std::uint32_t> wanted;
  for (const auto& choice : settings.objects) {
    const auto planned = plan_query({counter_path{.object = choice.object, .counter = "*"}}, names.counters,
                                    names.other_languages);
    if (!planned || planned->paths.front().objects.empty()) {
      plan.missing.push_back(choice.object);
      continue;
    }
    const auto& indexes = planned->paths.front().objects;
    wanted.insert(indexes.begin(), indexes.end());
    plan.choices.push_back({choice, indexes});
  }
  plan.value_name = fmt::format("{}", fmt::join(wanted, " "));
  return plan;
}

const object_choice* find_choice(const probe_plan& plan, std::uint32_t title_index) noexcept {
  for (const auto& each : plan.choices)
    if (std::ranges::find(each.indexes, title_index) != each.indexes.end()) return &each.choice;
  return nullptr;
}

source_names trim_names(const source_names& names, const data_block& block, const probe_plan& plan) {
  std::set<std::uint32_t> wanted;
  add_all(wanted, block);
  for (const auto& each : plan.choices) wanted.insert(each.indexes.begin(), each.indexes.end());
  source_names out{.counters = trim(names.counters, wanted), .helps = trim(names.helps, wanted)};
  for (const auto& table : names.other_languages) out.other_languages.push_back(trim(table, wanted));
  return out;
}

bool names_everything(const source_names& names, const data_block& block) {
  for (const object_type object : block.objects()) {
    if (names.counters.find(object.title_index()).empty()) return false;
    for (const counter_definition counter : object.counters())
      if (!counter.is_base() && names.counters.find(counter.title_index()).empty()) return false;
  }
  return true;
}

}  // namespace perfdata::fleet
