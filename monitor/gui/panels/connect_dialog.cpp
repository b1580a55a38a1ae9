#include "monitor/gui/panels/connect_dialog.hpp"

#include "monitor/gui/panels/text.hpp"

#include <algorithm>
#include <imgui_stdlib.h>
#include <string_view>

#include <perfdata/connection/machine_address.hpp>

namespace perfdata::monitor {
namespace {

constexpr const char* title = "Connect to another source";

error missing(std::string what) {
  return {.code = errc::invalid_argument, .message = std::move(what)};
}

void draw_label(const char* label, const look& look) {
  ImGui::TableNextRow();
  ImGui::TableNextColumn();
  ImGui::AlignTextToFramePadding();
  draw_text(label, look.theme.muted);
  ImGui::TableNextColumn();
  ImGui::SetNextItemWidth(-1);
}

void draw_host_fields(connect_form& form, const look& look) {
  draw_label("Machine", look);
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  ImGui::InputTextWithHint("##host", "name, address or [IPv6], with :port if not 445", &form.host);
  draw_label("User", look);
  ImGui::InputTextWithHint("##user", "DOMAIN\\name; empty for a Kerberos ticket", &form.user);
  draw_label("Password", look);
  ImGui::InputText("##password", form.password, sizeof form.password, ImGuiInputTextFlags_Password);
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
    ImGui::InputTextWithHint("##path", "a recording or a raw block", &form.path);
  }
  draw_label("", look);
  ImGui::Checkbox("Chart its overview", &form.with_overview);
  ImGui::EndTable();
}

}  // namespace

void connect_form::wipe() noexcept {
  for (volatile char& character : password) character = 0;
}

result<connect_request> to_request(const connect_form& form) {
  connect_request asked;
  auto& options = asked.options;
  switch (static_cast<connect_form::place>(form.where)) {
    case connect_form::place::host: {
      if (form.host.empty()) return failure(missing("Name the machine."));
      if (const auto address = machine_address::parse(form.host); !address) return failure(address.error());
      const std::string_view password(form.password);
      if (!password.empty() && form.user.empty())
        return failure(missing("Name the user that the password is for."));
      options.place = host_place{form.host};
      options.user = form.user;
      if (!form.user.empty()) options.password = secret(password);
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
  if (connect) chosen.requests.emplace_back(std::move(*asked));
  if (connect || cancel) {
    chosen.connect_open = false;
    form.wipe();
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace perfdata::monitor
