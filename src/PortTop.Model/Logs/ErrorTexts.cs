namespace PortTop.Model;

/// <summary>
/// What strerror(3) of glibc says in other languages than English: programs write it into logs as it is. The texts are those of glibc's
/// own translations (<c>libc.mo</c>), of 2.36 and of 2.41 where these differ.
/// </summary>
internal static class ErrorTexts
{
    /// <summary>EADDRNOTAVAIL in German, French, Spanish, Portuguese, Japanese, Korean, Russian and Chinese.</summary>
    internal static IReadOnlyList<string> AddressNotAvailable { get; } =
    [
        "Die angeforderte Adresse kann nicht zugewiesen werden",
        "Ne peut attribuer l'adresse demandée",
        "No se puede asignar la dirección solicitada",
        "Impossível atribuir o endereço pedido",
        "Não foi possível acessar o endereço requisitado",
        "要求アドレスに割り当てられません",
        "요청한 주소를 배정할 수 없습니다",
        "Невозможно назначить запрошенный адрес",
        "无法指定被请求的地址",
        "无法分配被请求的地址",
        "無法指定所需的位址",
    ];

    /// <summary>EADDRINUSE in the same languages.</summary>
    internal static IReadOnlyList<string> AddressInUse { get; } =
    [
        "Die Adresse wird bereits verwendet",
        "Adresse déjà utilisée",
        "La dirección ya se está usando",
        "Endereço já em uso",
        "アドレスは既に使用中です",
        "주소가 이미 사용 중입니다",
        "Адрес уже используется",
        "地址已在使用",
        "位址已經有在使用",
    ];
}
