#include "monitor/fleet/machine_askers.hpp"

#include "monitor/core/source_options.hpp"

#include <perfdata/connection/this_machine.hpp>
#include <perfdata/remote/async_machine.hpp>

namespace perfdata::fleet {
namespace {

void hand_over(const fleet_poster& post, counter_asker::completion done, result<byte_buffer> answered) {
  post([done = std::move(done), answered = std::move(answered)]() mutable { done(std::move(answered)); });
}

class remote_asker final : public counter_asker {
 public:
  remote_asker(std::unique_ptr<async_machine> machine, fleet_poster post)
      : post_(std::move(post)), machine_(std::move(machine)) {}

  void ask(std::string value_name, byte_buffer reuse, completion done) override {
    machine_->query(std::move(value_name), std::move(reuse),
                    [post = post_, done = std::move(done)](result<byte_buffer> answered) {
                      hand_over(post, done, std::move(answered));
                    });
  }
  [[nodiscard]] bool is_connected() const override { return machine_->status().connected; }

 private:
  fleet_poster post_;
  std::unique_ptr<async_machine> machine_;
};

class local_asker final : public counter_asker {
 public:
  local_asker(std::unique_ptr<counter_source> source, fleet_poster post)
      : post_(std::move(post)), source_(std::move(source)) {}

  void ask(std::string value_name, byte_buffer reuse, completion done) override {
    auto answered = source_->query(value_name, reuse);
    hand_over(post_, std::move(done),
              answered ? result<byte_buffer>(std::move(reuse)) : failure(std::move(answered.error())));
  }
  [[nodiscard]] bool is_connected() const override { return true; }

 private:
  fleet_poster post_;
  std::unique_ptr<counter_source> source_;
};

result<credentials> credentials_of(const account* who) {
  if (who == nullptr) return credentials{anonymous_credentials{}};
  source_options options{.user = who->user, .password_file = who->password_file, .keytab = who->keytab};
  if (who->kerberos) options.kerberos_cache = who->kerberos_cache;
  if (who->kerberos) options.user.clear();
  return find_credentials(std::move(options));
}

}  // namespace

asker_opener remote_machines(fleet_poster post) {
  return [post = std::move(post)](const machine_address& target, const module_settings& settings,
                                  const account* who) -> result<std::shared_ptr<counter_asker>> {
    auto found = credentials_of(who);
    if (!found) return failure(std::move(found.error()));
    auto machine = async_machine::create(
        target,
        {.credentials = *std::move(found), .protection = settings.protection, .timeout = settings.timeout});
    if (!machine) return failure(std::move(machine.error()));
    return std::make_shared<remote_asker>(*std::move(machine), post);
  };
}

result<std::shared_ptr<counter_asker>> this_machine_asker(fleet_poster post) {
  auto source = open_this_machine();
  if (!source) return failure(std::move(source.error()));
  return std::make_shared<local_asker>(*std::move(source), std::move(post));
}

}  // namespace perfdata::fleet
