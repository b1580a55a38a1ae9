// One macro: tells the compiler that the result refers to the argument's memory. clang then warns when a view
// is taken from a temporary; other compilers see nothing.
#pragma once

#if defined(__clang__)
#define PERFDATA_LIFETIMEBOUND [[clang::lifetimebound]]
#else
#define PERFDATA_LIFETIMEBOUND
#endif
