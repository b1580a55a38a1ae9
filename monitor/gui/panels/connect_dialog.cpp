#include "monitor/gui/panels/connect_dialog.hpp"

#include "monitor/core/first_paths.hpp"
#include "monitor/gui/panels/text.hpp"

#include <fmt/format.h>
#include <imgui_stdlib.h>
#include <string_view>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata::monitor {
namespace {

constexpr const char* title = "Connect to another source";

error missing(std::string what) {
  return {.code = errc::invalid_argument, .message = std::move(what)};
}

/// A known host was chosen: the keyboard goes where there is something to be typed.
bool only_password_is_missing(const connect_form& form) {
  return !form.host.empty() && !form.user.empty() &&
         form.logon == static_cast<int>(connect_form::logon_way::password);
}

/// A field takes what is typed from the frame after the one in which it got the keyboard.
void note_field(connect_form& form) {
  form.takes_text = form.takes_text || (ImGui::IsItemActive() && !ImGui::IsItemActivated());
}

void draw_label(const char* label, const look& look) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::AlignTextToFramePadding();
  draw_text(label, look.theme.muted);
  ImGui::TableNextColumn();
  ImGui::SetNextItemWidth(-1);
}

void draw_recent(connect_form& form) {
  if (!ImGui::BeginCombo("##recent", "", ImGuiComboFlags_NoPreview | ImGuiComboFlags_PopupAlignLeft)) return;
  for (const auto& each : form.recent.list()) {
    const auto label = each.user.empty() ? each.address : fmt::format("{}  as {}", each.address, each.user);
    if (!ImGui::Selectable(label.c_str())) continue;
    form.host = each.address;
    form.user = each.user;
  }
  ImGui::EndCombo();
}

void draw_user(connect_form& form, const look& look) {
  draw_label("User", look);
  ImGui::InputTextWithHint("##user", "DOMAIN\\name; empty for a Kerberos ticket", &form.user);
}

void draw_logon(connect_form& form, const look& look) {
  draw_label("Log on with", look);
  ImGui::Combo("##logon", &form.logon,
               "a password\0a password in a file\0a Kerberos ticket\0nothing: anonymously\0");
  switch (static_cast<connect_form::logon_way>(form.logon)) {
    case connect_form::logon_way::password:
      draw_user(form, look);
      draw_label("Password", look);
      if (ImGui::IsWindowAppearing() && only_password_is_missing(form)) ImGui::SetKeyboardFocusHere();
      ImGui::InputText("##password", form.password, sizeof form.password, ImGuiInputTextFlags_Password);
      note_field(form);
      break;
    case connect_form::logon_way::password_file:
      draw_user(form, look);
      draw_label("Its file", look);
      ImGui::InputTextWithHint("##password-file", "the first line is the password", &form.password_file);
      break;
    case connect_form::logon_way::kerberos:
      draw_label("Cache", look);
      ImGui::InputTextWithHint("##cache", "empty: the current one, as kinit left it", &form.kerberos_cache);
      break;
    case connect_form::logon_way::anonymous: break;
  }
}

void draw_host_fields(connect_form& form, const look& look) {
  draw_label("Machine", look);
  if (ImGui::IsWindowAppearing() && !only_password_is_missing(form)) ImGui::SetKeyboardFocusHere();
  const bool knows_some = !form.recent.list().empty();
  if (knows_some) ImGui::SetNextItemWidth(-ImGui::GetFrameHeight() - look.px(4));
  ImGui::InputTextWithHint("##host", "name, address or [IPv6], with :port if not 445", &form.host);
  note_field(form);
  if (knows_some) {
    ImGui::SameLine(0, look.px(4));
    draw_recent(form);
  }
  draw_logon(form, look);
  draw_label("Protection", look);
  ImGui::Combo("##protect", &form.protect,
               "privacy: encrypted\0integrity: signed\0connect: at the start only\0");
  draw_label("Timeout", look);
  ImGui::SliderInt("##timeout", &form.timeout_seconds, 1, 60, "%d s");
}

void draw_fields(connect_form& form, const look& look) {
  if (!ImGui::BeginTable("##fields", 2)) return;
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(92));
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, look.px(340));
  draw_label("Source", look);
  ImGui::Combo("##where", &form.where, "another machine\0a file\0this machine\0");
  if (form.where == static_cast<int>(connect_form::place::host)) draw_host_fields(form, look);
  if (form.where == static_cast<int>(connect_form::place::file)) {
    draw_label("File", look);
    ImGui::InputTextWithHint("##path", "a recording, .blg, PDH-CSV, SQLite, JSON lines or raw block",
                             &form.path);
  }
  draw_label("", look);
  ImGui::Checkbox("Chart its overview", &form.with_overview);
  ImGui::EndTable();
}

}  // namespace

void connect_form::wipe() noexcept {
  for (volatile char& character : password) character = 0;
}

namespace {

result<void> set_logon(const connect_form& form, source_options& options) {
  const std::string_view password(form.password);
  switch (static_cast<connect_form::logon_way>(form.logon)) {
    case connect_form::logon_way::password:
      if (!password.empty() && form.user.empty())
        return failure(missing("Name the user that the password is for."));
      options.user = form.user;
      if (!form.user.empty()) options.password = secret(password);
      break;
    case connect_form::logon_way::password_file:
      if (form.user.empty()) return failure(missing("Name the user that the password is for."));
      if (form.password_file.empty()) return failure(missing("Name the file that the password is in."));
      options.user = form.user;
      options.password_file = form.password_file;
      break;
    case connect_form::logon_way::kerberos: options.kerberos_cache = form.kerberos_cache; break;
    case connect_form::logon_way::anonymous: options.anonymous = true; break;
  }
  return {};
}

void remember_host(connect_form& form) {
  if (form.where != static_cast<int>(connect_form::place::host) || form.recent_file.empty()) return;
  form.recent.add({form.host, form.user});
  form.recent.write(form.recent_file);
}

}  // namespace

result<connect_request> to_request(const connect_form& form) {
  connect_request asked;
  auto& options = asked.options;
  switch (static_cast<connect_form::place>(form.where)) {
    case connect_form::place::host: {
      if (form.host.empty()) return failure(missing("Name the machine."));
      if (const auto address = machine_address::parse(form.host); !address) return failure(address.error());
      options.place = host_place{form.host};
      if (auto way = set_logon(form, options); !way) return failure(way.error());
      options.protection = static_cast<protection>(form.protect);
      options.timeout = std::chrono::seconds(form.timeout_seconds);
      break;
    }
    case connect_form::place::file:
      if (form.path.empty()) return failure(missing("Name the file."));
      options.place = file_place{form.path};
      break;
    case connect_form::place::this_machine: options.place = this_machine_place{}; break;
  }
  if (form.with_overview) asked.paths = overview_paths();
  return asked;
}

void draw_connect_dialog(const frame&, selection& chosen, const look& look, connect_form& form) {
  if (chosen.connect_open && !ImGui::IsPopupOpen(title)) ImGui::OpenPopup(title);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({screen.x / 2, screen.y * 0.45f}, ImGuiCond_Appearing, {0.5f, 0.5f});
  const auto flags =
      ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove;
  if (!ImGui::BeginPopupModal(title, &chosen.connect_open, flags)) {
    if (!chosen.connect_open) form.wipe();
    form.takes_text = false;
    return;
  }
  draw_fields(form, look);
  auto asked = to_request(form);
  ImGui::Spacing();
  draw_text(asked ? " " : asked.error().message, look.theme.muted);
  ImGui::BeginDisabled(!asked);
  const bool enter = asked && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false);
  const bool connect = ImGui::Button("Connect", {look.px(110), 0}) || enter;
  ImGui::EndDisabled();
  ImGui::SameLine();
  const bool cancel = ImGui::Button("Cancel", {look.px(90), 0}) ||
                      ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false);
  if (connect) {
    if (form.with_overview) asked->paths = first_paths(asked->options.place);
    chosen.requests.emplace_back(std::move(*asked));
    remember_host(form);
  }
  if (connect || cancel) {
    chosen.connect_open = false;
    form.wipe();
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
