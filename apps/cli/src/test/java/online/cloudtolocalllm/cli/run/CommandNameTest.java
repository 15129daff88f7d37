package online.cloudtolocalllm.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandNameTest {

    private static final CommandName HERE = new CommandName("./cloudtolocalllm");

    @Test
    void standsWhereverTheCommandIsNamed() {
        assertThat(HERE.in("Try \"cloudtolocalllm up\" or cloudtolocalllm test.\ncloudtolocalllm stop"))
                .isEqualTo("Try \"./cloudtolocalllm up\" or ./cloudtolocalllm test.\n./cloudtolocalllm stop");
    }

    @Test
    void leavesPathsAlone() {
        String path = "ls -l /srv/a/.cloudtolocalllm /opt/cloudtolocalllm up, mycloudtolocalllm x, cloudtolocalllm";
        assertThat(HERE.in(path)).isEqualTo(path);
        assertThat(CommandName.PLAIN.in("cloudtolocalllm up")).isEqualTo("cloudtolocalllm up");
    }
}
