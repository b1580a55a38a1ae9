#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <stdexcept>
#include <tests/support/wait_for.hpp>
#include <tests/support/windows_like_server.hpp>
#include <unistd.h>

namespace perfdata::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* python = "/usr/bin/python3";
constexpr const char* impacket = "/usr/lib/python3/dist-packages/impacket";
constexpr const char* program = PERFDATA_SOURCE_DIR "/tests/support/windows_like_server.py";
constexpr const char* account_name = "perfuser";

const char* name_of(served_key key) {
  switch (key) {
    case served_key::performance_data: return "HKPD";
    case served_key::performance_text: return "HKPT";
    case served_key::performance_nls_text: return "HKPN";
  }
  return "";
}

const char* name_of(connection_step step) {
  switch (step) {
    case connection_step::negotiate: return "negotiate";
    case connection_step::log_on: return "logon";
    case connection_step::tree: return "tree";
    case connection_step::pipe: return "pipe";
  }
  return "";
}

const char* pipe_of(std::string_view method) {
  for (const std::string_view one : {"OpenSCManagerW", "OpenServiceW", "QueryServiceStatus",
                                     "QueryServiceConfigW", "StartServiceW", "CloseServiceHandle"})
    if (method == one) return "svcctl";
  return "winreg";
}

template <class T>
void put(json& out, const char* name, const std::optional<T>& value) {
  if (value) out[name] = *value;
}

void put(json& out, const char* name, const std::optional<std::chrono::milliseconds>& value) {
  if (value) out[name] = value->count();
}

/// `serial` renews the count of a rule that is given again.
json to_json(const status_rule& rule, int serial) {
  json out{{"status", rule.nt_status}, {"serial", serial}};
  put(out, "times", rule.times);
  return out;
}

seen_request to_request(const json& line) {
  return {.connection = line.value("connection", 0),
          .step = line.value("step", ""),
          .pipe = line.value("pipe", ""),
          .method = line.value("method", ""),
          .key = line.value("key", ""),
          .value = line.value("value", ""),
          .path = line.value("path", ""),
          .user = line.value("user", ""),
          .protection = line.value("protection", ""),
          .opnum = line.value("opnum", 0U),
          .capacity = line.contains("capacity") && line["capacity"].is_number()
                          ? line["capacity"].get<std::uint32_t>()
                          : 0U,
          .sent = line.value("sent", 0U),
          .returned = line.value("returned", 0U),
          .status = line.value("status", 0U),
          .fault = line.value("fault", 0U),
          .signed_request = line.value("signed", false)};
}

std::string random_password() {
  std::random_device random;
  std::string text = "Pw-";
  for (int i = 0; i < 16; ++i) text.push_back("abcdefghijkmnpqrstuvwxyz23456789"[random() % 32]);
  return text;
}

/// The reader must never see half a file.
void replace_file(const fs::path& path, std::string_view content) {
  const fs::path fresh = path.string() + ".new";
  std::ofstream out(fresh, std::ios::binary);
  fs::permissions(fresh, fs::perms(0600));
  out << content;
  if (!out.flush()) throw std::runtime_error("cannot write " + fresh.string());
  out.close();
  fs::rename(fresh, path);
}

std::string content_of(const fs::path& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

}  // namespace

struct windows_like_server::wishes {
  json wanted = json::object();
};

std::string windows_like_server::why_not() {
  if (!fs::exists(python)) return std::string(python) + " is missing (package python3)";
  if (!fs::exists(impacket)) return std::string(impacket) + " is missing (package python3-impacket)";
  return {};
}

windows_like_server::windows_like_server()
    : password_(random_password()), wishes_(std::make_unique<wishes>()) {
  std::string name = (fs::temp_directory_path() / "perfdata-windows-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
  try {
    replace_file(password_file(), password_ + "\n");
    replace_file(folder_ / "account.json", json{{"user", account_name}, {"password", password_}}.dump());
    tell();
    start();
  } catch (...) {
    kill();
    fs::remove_all(folder_);
    throw;
  }
}

windows_like_server::~windows_like_server() {
  kill();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void windows_like_server::kill() {
  process_.reset();
}

void windows_like_server::start() {
  const fs::path port_file = folder_ / "port";
  fs::remove(port_file);
  process_ = std::make_unique<child_process>(
      std::vector<std::string>{python, "-B", program, folder_.string(), "127.0.0.1", std::to_string(port_)});
  if (!wait_for(30s, [&] { return fs::exists(port_file) || !process_->running(); }) || !process_->running())
    throw std::runtime_error("the Windows-like server did not come up: " + problems());
  port_ = static_cast<std::uint16_t>(std::stoi(content_of(port_file)));
}

void windows_like_server::freeze() const {
  process_->freeze();
}

void windows_like_server::thaw() const {
  process_->thaw();
}

void windows_like_server::tell() const {
  replace_file(folder_ / "control.json", wishes_->wanted.dump());
}

void windows_like_server::reset() {
  wishes_->wanted = json::object();
  tell();
  seen_before_ += requests().size();
}

void windows_like_server::serve(served_key key, const std::string& name, byte_view value) {
  const fs::path file = folder_ / ("value" + std::to_string(++serial_));
  std::string bytes(value.size(), '\0');
  std::ranges::transform(value, bytes.begin(), [](std::byte one) { return static_cast<char>(one); });
  replace_file(file, bytes);
  const bool is_text = name.starts_with("Counter") || name.starts_with("Help");
  wishes_->wanted["performance"][name_of(key)][name] = {{"type", is_text ? 7 : 3}, {"file", file.string()}};
  tell();
}

void windows_like_server::serve_hive(const std::string& hive, std::string_view tree) {
  wishes_->wanted["hives"][hive] = json::parse(tree);
  tell();
}

void windows_like_server::on_method(const std::string& method, const method_rule& rule) {
  json told{{"serial", ++serial_}};
  put(told, "stall", rule.stall);
  put(told, "fault", rule.fault);
  put(told, "win32", rule.win32);
  put(told, "drop_after", rule.drop_after);
  put(told, "times", rule.times);
  wishes_->wanted["methods"][pipe_of(method)][method] = std::move(told);
  tell();
}

void windows_like_server::clear_method(const std::string& method) {
  wishes_->wanted["methods"][pipe_of(method)].erase(method);
  tell();
}

void windows_like_server::set_culprits(const std::vector<culprit_object>& culprits) {
  json told = json::array();
  for (const auto& one : culprits) {
    told.push_back({{"object", one.object}});
    put(told.back(), "stall", one.stall);
    put(told.back(), "win32", one.win32);
  }
  wishes_->wanted["culprits"] = std::move(told);
  tell();
}

void windows_like_server::set_stated_size(std::optional<std::uint32_t> stated) {
  wishes_->wanted["more_data"] = json::object();
  put(wishes_->wanted["more_data"], "stated", stated);
  tell();
}

void windows_like_server::on_pipe(const std::string& pipe, const status_rule& rule) {
  wishes_->wanted["pipes"][pipe] = to_json(rule, ++serial_);
  tell();
}

void windows_like_server::clear_pipe(const std::string& pipe) {
  wishes_->wanted["pipes"].erase(pipe);
  tell();
}

void windows_like_server::on_tree(const status_rule& rule) {
  wishes_->wanted["tree"] = to_json(rule, ++serial_);
  tell();
}

void windows_like_server::on_log_on(const status_rule& rule) {
  wishes_->wanted["logon"] = to_json(rule, ++serial_);
  tell();
}

void windows_like_server::clear_refusals() {
  wishes_->wanted.erase("logon");
  wishes_->wanted.erase("tree");
  tell();
}

void windows_like_server::set_guest(bool guest) {
  wishes_->wanted["logon"] = {{"guest", guest}};
  tell();
}

void windows_like_server::stall(connection_step step, std::chrono::milliseconds time) {
  wishes_->wanted["stall"][name_of(step)] = time.count();
  tell();
}

void windows_like_server::release(connection_step step) {
  wishes_->wanted["stall"].erase(name_of(step));
  tell();
}

void windows_like_server::set_service(const remote_registry_service& service) {
  wishes_->wanted["service"] = {{"serial", ++serial_},
                                {"state", service.running ? 4 : 1},
                                {"start", service.start_type},
                                {"starts_when_opened", service.starts_when_opened},
                                {"starts_after", service.starts_after.count()}};
  tell();
}

machine_address windows_like_server::address() const {
  return {.host = "127.0.0.1", .port = port_};
}

std::string windows_like_server::user() const {
  return account_name;
}

password_credentials windows_like_server::account() const {
  return {.domain = {}, .user = account_name, .password = secret(password_)};
}

std::vector<seen_request> windows_like_server::requests() const {
  std::vector<seen_request> seen;
  std::ifstream in(folder_ / "requests.jsonl");
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);)
    if (number++ >= seen_before_ && !in.eof()) seen.push_back(to_request(json::parse(line)));
  return seen;
}

std::vector<seen_request> windows_like_server::calls(std::string_view method) const {
  auto seen = requests();
  std::erase_if(seen, [&](const seen_request& one) { return one.method != method; });
  return seen;
}

int windows_like_server::log_ons() const {
  const auto seen = requests();
  return static_cast<int>(std::ranges::count_if(
      seen, [](const seen_request& one) { return one.step == "logon" && !one.user.empty(); }));
}

std::string windows_like_server::problems() const {
  return content_of(folder_ / "errors");
}

}  // namespace perfdata::test
