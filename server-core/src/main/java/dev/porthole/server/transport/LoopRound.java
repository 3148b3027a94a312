package dev.porthole.server.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.ThreadAwareExecutor;

/**
 * Counts the rounds of an event loop. In one round the loop waits once and then serves everything that was
 * ready, so what has been found out once in a round need not be found out again. For the loop's thread only.
 */
public final class LoopRound {

    private static final FastThreadLocal<LoopRound> CURRENT = new FastThreadLocal<>() {
        @Override
        protected LoopRound initialValue() {
            return new LoopRound();
        }
    };

    private long number;

    private LoopRound() {}

    /** The counter of the calling thread's loop. */
    public static LoopRound current() {
        return CURRENT.get();
    }

    /** The number of the round that is under way. */
    public long number() {
        return number;
    }

    /** Makes event loops that count their rounds. */
    static IoHandlerFactory counting(IoHandlerFactory factory) {
        return executor -> new Counting(factory.newHandler(executor));
    }

    private static final class Counting implements IoHandler {

        private final IoHandler delegate;

        Counting(IoHandler delegate) {
            this.delegate = delegate;
        }

        @Override
        public void initialize() {
            delegate.initialize();
        }

        @Override
        public int run(IoHandlerContext context) {
            CURRENT.get().number++;
            return delegate.run(context);
        }

        @Override
        public void prepareToDestroy() {
            delegate.prepareToDestroy();
        }

        @Override
        public void destroy() {
            delegate.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return delegate.register(handle);
        }

        @Override
        public void wakeup() {
            delegate.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return delegate.isCompatible(handleType);
        }
    }
}
