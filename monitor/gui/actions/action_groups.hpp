// The parts of the table, by what they are about. Only action_table.cpp puts them together.
#pragma once

#include "monitor/gui/actions/action.hpp"

#include <vector>

namespace perfdata::monitor {

/// Each appends its own.
void add_time_actions(std::vector<fixed_action>& to);
void add_look_actions(std::vector<fixed_action>& to);
void add_keeping_actions(std::vector<fixed_action>& to);
void add_export_actions(std::vector<fixed_action>& to);
void add_layout_actions(std::vector<fixed_action>& to);
void add_note_actions(std::vector<fixed_action>& to);

void add_time_choices(const action_scene& scene, std::vector<action>& to);
void add_chart_actions(const action_scene& scene, std::vector<action>& to);
void add_line_actions(const action_scene& scene, std::vector<action>& to);
void add_language_choices(const action_scene& scene, std::vector<action>& to);
void add_source_actions(const action_scene& scene, std::vector<action>& to);
void add_kept_things(const action_scene& scene, std::vector<action>& to);
void add_kept_layouts(const action_scene& scene, std::vector<action>& to);
void add_written_notes(const action_scene& scene, std::vector<action>& to);

}  // namespace perfdata::monitor
