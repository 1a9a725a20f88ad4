#!/bin/sh
# Stands for cargo: says what it was told, and fails when that begins with $FAILS.
case "$*" in "$FAILS"*) exit 101 ;; esac
echo "cargo: $* $RUSTDOCFLAGS"
