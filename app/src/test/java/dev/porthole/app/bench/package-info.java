/** Measurements that anyone can repeat; not tests, because a busy machine is not a bug. */
package dev.porthole.app.bench;
