// MIT Kerberos' objects with owners. For kerberos_ticket.cpp only: libdcerpc brings a Kerberos of its own,
// whose symbols have other versions, so that the two do not meet.
#pragma once

#include <krb5.h>
#include <memory>
#include <string>
#include <type_traits>

namespace perfdata::krb5 {

struct context_deleter {
  void operator()(krb5_context context) const noexcept { krb5_free_context(context); }
};
using context = std::unique_ptr<std::remove_pointer_t<krb5_context>, context_deleter>;

/// An object that is released together with the context it belongs to.
template <class Handle, auto Release>
class owned {
 public:
  explicit owned(krb5_context in) noexcept : context_(in) {}
  owned(const owned&) = delete;
  owned& operator=(const owned&) = delete;
  ~owned() {
    if (handle_ != nullptr) (void)Release(context_, handle_);
  }
  [[nodiscard]] Handle get() const noexcept { return handle_; }
  [[nodiscard]] Handle* out() noexcept { return &handle_; }

 private:
  krb5_context context_;
  Handle handle_ = nullptr;
};

using principal = owned<krb5_principal, krb5_free_principal>;
using cache = owned<krb5_ccache, krb5_cc_close>;
using keytab = owned<krb5_keytab, krb5_kt_close>;
using ticket = owned<krb5_creds*, krb5_free_creds>;

/// The structure with what it points to.
class ticket_value {
 public:
  explicit ticket_value(krb5_context in) noexcept : context_(in) {}
  ticket_value(const ticket_value&) = delete;
  ticket_value& operator=(const ticket_value&) = delete;
  ~ticket_value() { krb5_free_cred_contents(context_, &value_); }
  [[nodiscard]] krb5_creds& value() noexcept { return value_; }

 private:
  krb5_context context_;
  krb5_creds value_{};
};

inline std::string words_for(krb5_context in, krb5_error_code code) {
  const char* const text = krb5_get_error_message(in, code);
  std::string words = text != nullptr ? text : "";
  krb5_free_error_message(in, text);
  return words;
}

inline std::string name_of(krb5_context in, krb5_const_principal who) {
  char* text = nullptr;
  if (krb5_unparse_name(in, who, &text) != 0) return {};
  std::string name = text;
  krb5_free_unparsed_name(in, text);
  return name;
}

}  // namespace perfdata::krb5
