#include "monitor/gui/window.hpp"

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <cfloat>
#include <imgui.h>
#include <string>
#include <utility>
#include <vector>

namespace perfdata::monitor {
namespace {

/// What GLFW said last, or `otherwise`. GLFW 3.3 says it in a static text.
std::string last_complaint(const char* otherwise) {
  const char* text = nullptr;
  glfwGetError(&text);
  return text != nullptr ? text : otherwise;
}

error no_window(std::string why) {
  return {.code = errc::unsupported,
          .message = "no display: " + std::move(why),
          .advice = "start it within a graphical session, or set DISPLAY"};
}

picture take_picture(int width, int height) {
  picture taken{width, height, {}};
  const auto row = static_cast<std::size_t>(width) * 3;
  std::vector<unsigned char> upside_down(row * static_cast<std::size_t>(height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, upside_down.data());
  taken.pixels.reserve(upside_down.size());
  for (int y = height - 1; y >= 0; --y) {
    const auto begin = upside_down.begin() + static_cast<std::ptrdiff_t>(row) * y;
    taken.pixels.insert(taken.pixels.end(), begin, begin + static_cast<std::ptrdiff_t>(row));
  }
  return taken;
}

}  // namespace

result<std::unique_ptr<window>> window::open(const window_options& options) {
  if (glfwInit() == 0) return failure(no_window(last_complaint("the display cannot be opened")));
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  GLFWwindow* handle =
      glfwCreateWindow(options.width, options.height, options.title.c_str(), nullptr, nullptr);
  if (handle == nullptr) {
    auto why = no_window(last_complaint("OpenGL 3.3 is not available"));
    glfwTerminate();
    return failure(std::move(why));
  }
  float scale = options.scale;
  if (scale <= 0) glfwGetWindowContentScale(handle, &scale, nullptr);
  return std::unique_ptr<window>(new window(handle, scale));
}

window::window(GLFWwindow* handle, float scale) : handle_(handle), scale_(scale) {
  glfwMakeContextCurrent(handle_);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(handle_, this);
  // ImGui's backend calls the callbacks that it finds, so these come first.
  static constexpr auto self = [](GLFWwindow* h) {
    return static_cast<window*>(glfwGetWindowUserPointer(h));
  };
  glfwSetCursorPosCallback(handle_, [](GLFWwindow* h, double, double) { self(h)->count_input(); });
  glfwSetMouseButtonCallback(handle_, [](GLFWwindow* h, int, int, int) { self(h)->count_input(); });
  glfwSetScrollCallback(handle_, [](GLFWwindow* h, double, double) { self(h)->count_input(); });
  glfwSetKeyCallback(handle_, [](GLFWwindow* h, int key, int, int action, int modifiers) {
    self(h)->count_input();
    if (action == GLFW_PRESS) self(h)->note_key(key, modifiers);
  });
  glfwSetCharCallback(handle_, [](GLFWwindow* h, unsigned) { self(h)->count_input(); });
  glfwSetCursorEnterCallback(handle_, [](GLFWwindow* h, int) { self(h)->count_input(); });
  glfwSetWindowFocusCallback(handle_, [](GLFWwindow* h, int) { self(h)->count_input(); });
  glfwSetFramebufferSizeCallback(handle_, [](GLFWwindow* h, int, int) { self(h)->count_input(); });
  glfwSetWindowRefreshCallback(handle_, [](GLFWwindow* h) { self(h)->count_input(); });

  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().LogFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(handle_, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

window::~window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(handle_);
  glfwTerminate();
}

void window::count_input() {
  ++input_count_;
}

void window::note_key(int key, int modifiers) {
  const bool is_modifier = key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER;
  if (key >= 0 && key <= GLFW_KEY_LAST && !is_modifier) tapped_.push_back({key, modifiers});
}

// ImGui looks at its keys once a frame: one that was down and up again in between would have been pressed for
// nothing, twice would be once, and Ctrl may have been let go before that. So each key that goes down gets a
// frame of its own.
void window::show_tapped_key() {
  auto& io = ImGui::GetIO();
  const int before = std::exchange(shown_key_, -1);
  if (tapped_.empty()) return;
  for (const auto& later : tapped_)
    if (std::exchange(io.KeysDown[later.key], false)) deferred_.push_back(later.key);
  const auto shown = tapped_.front();
  if (shown.key == before) return;  // up for a frame, or it would be the same press
  tapped_.erase(tapped_.begin());
  shown_key_ = shown.key;
  io.KeysDown[shown.key] = true;
  if (std::erase(deferred_, shown.key) == 0) held_.push_back(shown.key);
  io.KeyCtrl = (shown.modifiers & GLFW_MOD_CONTROL) != 0;
  io.KeyShift = (shown.modifiers & GLFW_MOD_SHIFT) != 0;
}

void window::forget_tapped_key() {
  auto& io = ImGui::GetIO();
  for (const int key : std::exchange(held_, {})) io.KeysDown[key] = false;
  for (const int key : std::exchange(deferred_, {})) io.KeysDown[key] = true;
  io.KeyCtrl = io.KeysDown[GLFW_KEY_LEFT_CONTROL] || io.KeysDown[GLFW_KEY_RIGHT_CONTROL];
  io.KeyShift = io.KeysDown[GLFW_KEY_LEFT_SHIFT] || io.KeysDown[GLFW_KEY_RIGHT_SHIFT];
  if (!tapped_.empty()) count_input();
}

bool window::close_requested() const {
  return glfwWindowShouldClose(handle_) != 0;
}

bool window::minimized() const {
  return glfwGetWindowAttrib(handle_, GLFW_ICONIFIED) != 0;
}

void window::wait(std::chrono::duration<double> timeout) {
  if (timeout.count() > 0)
    glfwWaitEventsTimeout(timeout.count());
  else
    glfwPollEvents();
}

void window::wake() {
  glfwPostEmptyEvent();
}

void window::set_title(const std::string& title) {
  glfwSetWindowTitle(handle_, title.c_str());
}

void window::hide() {
  glfwHideWindow(handle_);
}

void window::fonts_changed() {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void window::draw_frame(const std::function<void()>& draw, unsigned background, picture* taken) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  if (pointer_ignored_) ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
  show_tapped_key();
  ImGui::NewFrame();
  draw();
  ImGui::Render();
  forget_tapped_key();
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(handle_, &width, &height);
  glViewport(0, 0, width, height);
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(background);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (taken != nullptr) *taken = take_picture(width, height);
  glfwSwapBuffers(handle_);
}

}  // namespace perfdata::monitor
