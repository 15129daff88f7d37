package online.cloudtolocalllm.chat.model.code;

/** The words of languages. */
final class Vocabulary {

    static final String JAVA =
            "abstract assert boolean break byte case catch char class continue default do double else enum exports"
                + " extends final finally float for if implements import instanceof int interface long module native"
                + " new non-sealed opens package permits private protected public record requires return sealed short"
                + " static strictfp super switch synchronized this throw throws to transient try uses var void"
                + " volatile when while with yield";
    static final String KOTLIN =
            "abstract as async await break by case catch class companion const constructor continue data def default"
                + " defer do else enum extends extension fallthrough false final finally for fun func get guard if"
                + " implements import in init inline inout interface internal is late lateinit lazy let mutating new"
                + " object open operator out override package private protected protocol public repeat required return"
                + " sealed set some static struct super suspend switch this throw throws trait try type typealias val"
                + " var vararg void when where while with yield";
    static final String PYTHON =
            "and as assert async await break case class continue def del elif else except finally for from global if "
                    + "import in is lambda match nonlocal not or pass raise return try while with yield";
    static final String PYTHON_TYPES = "int float str bool bytes list dict set tuple object type complex frozenset";
    static final String RUBY =
            "alias and attr_accessor attr_reader begin break case class def defined? do else elsif end ensure for if"
                    + " in include module next not or private protected puts raise redo require require_relative rescue"
                    + " retry return super then undef unless until when while yield";
    static final String SCRIPT =
            "abstract as async await break case catch class const constructor continue debugger declare default delete"
                + " do else enum export extends finally for from function get if implements import in infer instanceof"
                + " interface is keyof let namespace new of private protected public readonly return satisfies set"
                + " static switch throw try type typeof var void while with yield";
    static final String SCRIPT_TYPES = "any bigint boolean never number object string symbol unknown";
    static final String PHP =
            "abstract and array as break case catch class const continue declare default do echo else elseif enum"
                + " extends final finally fn for foreach function global if implements include instanceof interface"
                + " isset match namespace new or print private protected public readonly require require_once return"
                + " static switch throw trait try unset use var while yield";
    static final String GO =
            "break case chan const continue default defer else fallthrough for func go goto if import interface map"
                    + " package range return select struct switch type var";
    static final String GO_TYPES =
            "any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune "
                    + "string uint uint16 uint32 uint64 uint8 uintptr";
    static final String RUST =
            "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move"
                    + " mut pub ref return static struct super trait type unsafe use where while";
    static final String RUST_TYPES = "bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize";
    static final String C =
            "alignas alignof auto break case catch class co_await co_return co_yield concept const consteval constexpr"
                + " constinit const_cast continue default delete do dynamic_cast else enum explicit export extern"
                + " final for friend goto if inline mutable namespace new noexcept operator override private protected"
                + " public register reinterpret_cast requires restrict return sizeof static static_assert static_cast"
                + " struct switch template thread_local throw try typedef typeid typename union using virtual volatile"
                + " while";
    static final String C_TYPES =
            "bool byte char char8_t decimal double float int int16_t int32_t int64_t int8_t long object short signed"
                + " size_t ssize_t string uint uint16_t uint32_t uint64_t uint8_t ulong unsigned ushort void wchar_t";
    static final String SHARP =
            "abstract as async await break case catch checked class const continue default delegate do else enum event"
                + " explicit extern finally fixed for foreach get goto if implicit in init interface internal is lock"
                + " namespace new operator out override params partial private protected public readonly record ref"
                + " required return sealed set sizeof stackalloc static struct switch throw try typeof unchecked"
                + " unsafe using value var virtual volatile when where while with yield";
    static final String SHELL =
            "alias break case cd continue declare do done echo elif else esac eval exec exit export fi for function if"
                + " in local printf read readonly return select set shift source sudo test then trap unset until while"
                + " FROM RUN CMD COPY ADD ENV EXPOSE WORKDIR ENTRYPOINT ARG USER VOLUME LABEL";
    static final String SQL =
            "add all alter and as asc begin between by cascade case check column commit conflict constraint create"
                + " cross database default delete desc distinct do drop else end except exists explain foreign from"
                + " full group having if in index inner insert intersect into is join key left like limit natural not"
                + " nothing offset on or order outer over partition pragma primary recursive references returning"
                + " right rollback row select set table then to transaction trigger union unique update using values"
                + " view virtual when where window with";
    static final String SQL_TYPES =
            "bigint blob boolean char date decimal float int integer json jsonb numeric real serial smallint text "
                    + "time timestamp timestamptz uuid varchar";

    private Vocabulary() {}
}
