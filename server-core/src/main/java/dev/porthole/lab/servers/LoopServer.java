package dev.porthole.lab.servers;

import dev.porthole.lab.script.LabSession;
import dev.porthole.server.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A server with one event loop: one thread that accepts, reads and writes for all, and waits for none. */
final class LoopServer implements ModelServer {

    private final Channel listener;
    private final ServingThreads threads = new ServingThreads();

    /** Starts it on the best transport of this computer. */
    LoopServer(LabSession session) {
        Transport transport = Transport.best();
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("lab loop", true), transport.ioHandlerFactory());
        session.onClose(() -> loop.shutdownGracefully(0, 1, TimeUnit.SECONDS));
        listener = new ServerBootstrap()
                .group(loop)
                .channel(transport.serverChannelType())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Answering());
                    }
                })
                .bind(InetAddress.ofLiteral("127.0.0.1"), 0).syncUninterruptibly().channel();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public ServingThreads threads() {
        return threads;
    }

    /** Of one connection: keeps what has come of the head, and answers when it is whole. */
    private final class Answering extends ChannelInboundHandlerAdapter {

        private final StringBuilder head = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            threads.note();
            ByteBuf bytes = (ByteBuf) message;
            head.append(bytes.toString(StandardCharsets.US_ASCII));
            bytes.release();
            if (head.indexOf(Exchange.END_OF_HEAD) >= 0) {
                context.writeAndFlush(Unpooled.wrappedBuffer(Exchange.answer()))
                        .addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable gone) {
            context.close();
        }
    }
}
